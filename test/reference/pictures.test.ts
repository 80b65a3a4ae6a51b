import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { colorMoments } from '../../src/engine/pictures/colorMoments.ts';
import { openFilterBank } from '../../src/engine/pictures/filterBank.ts';
import { orientedGradients } from '../../src/engine/pictures/orientedGradients.ts';
import { PatchEncoder } from '../../src/engine/pictures/patchPooling.ts';
import { sphericalKMeans } from '../../src/engine/pictures/sphericalKMeans.ts';
import { learnWhitening, whiten } from '../../src/engine/pictures/whitening.ts';
import type { Pictures } from '../../src/engine/pictures/types.ts';
import { createRng } from '../../src/engine/rng.ts';
import expected from './pictures.json' with { type: 'json' };

const side = 32;
const kinds = 5;

/** As `scramble` of pictures.py. */
function scramble(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** As `pictures` of pictures.py. */
function picturesOf(channels: number): Pictures {
  const length = side ** 2 * channels;
  const pixels = new Uint8Array(3 * length).fill(90);
  pixels.set(scramble(length, 1));
  for (let index = 0; index < length; index++) {
    const pixel = Math.floor(index / channels);
    const slope = 3 + (index % channels);
    pixels[length + index] = ((pixel % side) * 7 + Math.floor(pixel / side) * slope) % 256;
  }
  return { count: 3, side, channels, pixels };
}

const centered = (count: number, seed: number): Float32Array =>
  scramble(count, seed).map((value) => (value - 128) / 512);

function expectRows(rows: readonly (readonly number[])[], encode: (index: number) => Float32Array): void {
  for (const [index, row] of rows.entries()) {
    const values = encode(index);
    expect(values).toHaveLength(row.length);
    for (const [column, value] of row.entries()) expect(values[column]).toBeCloseTo(value, 5);
  }
}

describe.each([
  { channels: 1, rows: expected.gray },
  { channels: 3, rows: expected.color },
])('pictures of $channels channels', ({ channels, rows }) => {
  const pictures = picturesOf(channels);

  it('become quarters of patch kinds', () => {
    const dictionary = { filters: centered(kinds * 36 * channels, 2), offsets: centered(kinds, 3) };
    const encoder = new PatchEncoder(pictures, dictionary, openFilterBank);
    expectRows(rows.patches, (index) => encoder.encode(index));
  });

  it('become histograms of oriented gradients', () => {
    expectRows(rows.gradients, (index) => orientedGradients(pictures, index));
  });
});

it('colors become means and deviations of cells', () => {
  const pictures = picturesOf(3);
  expectRows(expected.color.colors, (index) => colorMoments(pictures, index));
});

it('whitening is that of NumPy, and makes the covariance nearly the unit matrix', () => {
  const { rows, columns, mean, matrix } = expected.whitening;
  const values = scramble(rows * columns, 4).map((value) => value / 255);
  for (let row = 0; row < rows; row++) values[row * columns + 1]! += values[row * columns]!;
  const learned = learnWhitening(values, columns);
  for (const [index, value] of mean.entries()) expect(learned.mean[index]).toBeCloseTo(value, 6);
  for (const [index, value] of matrix.entries()) expect(learned.matrix[index]).toBeCloseTo(value, 6);
  const white = whiten(values.slice(0, columns), learned);
  for (let column = 0; column < columns; column++) {
    const sum = mean.reduce(
      (total, center, row) => total + (values[row]! - center) * matrix[row * columns + column]!,
      0,
    );
    expect(white[column]).toBeCloseTo(sum, 5);
  }
});

it('spherical k-means finds the centers of directions that lie apart', () => {
  const { rows, centers } = expected.clusters;
  const columns = 6;
  const found = sphericalKMeans(
    Float32Array.from(rows),
    columns,
    3,
    createRng(2),
    openFilterBank,
    neverCancelled,
  );
  const foundRows = [0, 1, 2].map((row) => [...found.subarray(row * columns, (row + 1) * columns)]);
  for (const [row, center] of centers.entries()) {
    const same = foundRows.find((values) => values[row]! > 0.9);
    for (const [column, value] of center.entries()) expect(same?.[column]).toBeCloseTo(value, 5);
  }
});
