import { pictureAt, type Pictures } from './types.ts';

/** Cells along each side of a picture. */
export const cellsAlong = 4;

/** Numbers that one picture becomes. */
export const colorColumns = (channels: number): number => 2 * cellsAlong ** 2 * channels;

/**
 * Mean and deviation of each channel in 4 × 4 cells (color moments, Stricker and Orengo 1995), values 0 to 1: first all
 * means, cells row by row and the channels of a cell side by side, then all deviations.
 * @param pictures whose side is a multiple of 4.
 */
export function colorMoments(pictures: Pictures, index: number): Float32Array {
  const { side, channels } = pictures;
  const picture = pictureAt(pictures, index);
  const half = cellsAlong ** 2 * channels;
  const cell = side / cellsAlong;
  const sums = new Float64Array(half);
  const squares = new Float64Array(half);
  for (let place = 0; place < picture.length; place++) {
    const pixel = Math.floor(place / channels);
    const row = Math.floor(pixel / side / cell);
    const column = Math.floor((pixel % side) / cell);
    const target = (row * cellsAlong + column) * channels + (place % channels);
    const value = picture[place]! / 255;
    sums[target]! += value;
    squares[target]! += value * value;
  }
  const means = sums.map((sum) => sum / cell ** 2);
  const deviations = squares.map((sum, at) => Math.sqrt(Math.max(0, sum / cell ** 2 - means[at]! ** 2)));
  return Float32Array.from([...means, ...deviations]);
}
