import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import { decodeImage } from '../../runtime/images.ts';
import { passOver } from '../images/decode.ts';
import type { Dataset } from '../types.ts';
import { hashOf, type EmbeddingInputs } from './inputs.ts';

/** Rows and columns for a model that takes any number, as most image models expect. */
const usualSide = 224;

/** Images as `channels × height × width`, values 0 to 1; one channel is the mean of the three. */
export function imageInputs(
  { ids, folder }: Dataset,
  input: readonly (number | null)[],
  path: string,
): EmbeddingInputs {
  const [channels, height, width] = input.map((size, axis) => size ?? (axis === 0 ? 3 : usualSide));
  if (input.length !== 3 || (channels !== 1 && channels !== 3))
    throw new HumanError(
      `${path} (source.features.onnx) must take images as samples × channels × height × width with 1 or 3 channels; it takes ${input.map((size) => size ?? '?').join(' × ')}.`,
    );
  const pathOf = (row: number): string => join(folder, ids[row]!);
  return {
    dims: [channels, height!, width!],
    hash: (row) => readFile(pathOf(row)).then(hashOf, () => `unreadable ${ids[row]!}`),
    read: (row) =>
      decodeImage(pathOf(row), width!, height).then(
        ({ data }) => planar(data, channels, height! * width!),
        passOver,
      ),
  };
}

function planar(data: Uint8Array, channels: number, pixels: number): Float32Array {
  const values = new Float32Array(channels * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let color = 0; color < 3; color++) {
      const value = data[3 * pixel + color]! / 255;
      if (channels === 3) values[color * pixels + pixel] = value;
      else values[pixel]! += value / 3;
    }
  }
  return values;
}
