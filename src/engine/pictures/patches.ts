import type { Pictures } from './types.ts';
import { pictureAt } from './types.ts';

/** Patches are squares of this side, in pixels. */
export const patchSide = 6;

/** Added to the variance of a patch, of values 0 to 255: the noise of an even patch is not taken for contrast. */
export const varianceFloor = 100;

/** Numbers of one patch: row by row, the channels of a pixel side by side. */
export const patchLength = (channels: number): number => patchSide ** 2 * channels;

/** Places a patch can take along one side of a picture. */
export const patchPlaces = (side: number): number => side - patchSide + 1;

/**
 * Writes one patch of a picture with its mean taken away and divided by its deviation: what counts is the pattern, not
 * the light.
 */
export function writePatch(
  picture: Uint8Array,
  { side, channels }: Pick<Pictures, 'side' | 'channels'>,
  top: number,
  left: number,
  target: Float32Array,
  start: number,
): void {
  const width = patchSide * channels;
  const length = patchSide * width;
  let sum = 0;
  let squares = 0;
  let place = start;
  for (let row = 0; row < patchSide; row++) {
    const source = ((top + row) * side + left) * channels;
    for (let index = source; index < source + width; index++) {
      const value = picture[index]!;
      sum += value;
      squares += value * value;
      target[place++] = value;
    }
  }
  const mean = sum / length;
  const factor = 1 / Math.sqrt(squares / length - mean * mean + varianceFloor);
  for (let index = start; index < start + length; index++) target[index] = (target[index]! - mean) * factor;
}

/** Writes every patch of a picture, row after row of places. */
export function writePatches(pictures: Pictures, index: number, target: Float32Array): void {
  const picture = pictureAt(pictures, index);
  const places = patchPlaces(pictures.side);
  const length = patchLength(pictures.channels);
  for (let top = 0; top < places; top++) {
    for (let left = 0; left < places; left++)
      writePatch(picture, pictures, top, left, target, (top * places + left) * length);
  }
}
