import { describe, expect, it } from 'vitest';
import { createCancelSource, neverCancelled } from '../../../src/engine/cancel.ts';
import { CancelledError } from '../../../src/engine/errors.ts';
import { addRowProducts } from '../../../src/engine/math/rowProducts.ts';
import { choleskyFactor, inverseColumns, inverseOfFactored } from '../../../src/engine/math/cholesky.ts';
import { createRng } from '../../../src/engine/rng.ts';

const random = (length: number, seed = 1): Float64Array => {
  const rng = createRng(seed);
  return Float64Array.from({ length }, () => rng.uniform() - 0.5);
};

/** A · Aᵀ + I, so that no pivot is small. */
function positiveDefinite(size: number): Float64Array {
  const values = random(size * size);
  const matrix = product(values, transposed(values, size), size);
  for (let row = 0; row < size; row++) matrix[row * size + row]! += 1;
  return matrix;
}

const transposed = (matrix: Float64Array, size: number): Float64Array =>
  matrix.map((_, place) => matrix[(place % size) * size + Math.floor(place / size)]!);

const product = (left: Float64Array, right: Float64Array, size: number): Float64Array =>
  left.map((_, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += left[row * size + k]! * right[k * size + column]!;
    return sum;
  });

const lowerOf = (factor: Float64Array, size: number): Float64Array =>
  factor.map((value, place) => (place % size <= Math.floor(place / size) ? value : 0));

const greatestGap = (left: Float64Array, right: Float64Array): number =>
  left.reduce((most, value, place) => Math.max(most, Math.abs(value - right[place]!)), 0);

const identity = (size: number): Float64Array =>
  new Float64Array(size * size).map((_, place) => (place % (size + 1) === 0 ? 1 : 0));

describe('products of rows', () => {
  it.each([
    [8, 4, 300],
    [7, 5, 257],
    [1, 1, 1],
    [3, 9, 0],
  ])('of %i and %i rows of %i numbers are added, the edges too', (leftRows, rightRows, length) => {
    const [left, right] = [random(4 + leftRows * 310, 2), random(rightRows * 305, 3)];
    const values = random(2 + leftRows * 20, 4);
    const before = values.slice();
    addRowProducts(
      { values, start: 2, stride: 20 },
      { values: left, start: 4, stride: 310 },
      { values: right, start: 0, stride: 305 },
      ...([leftRows, rightRows, length, -2] as const),
    );
    for (const [place, value] of values.entries()) {
      const [row, other] = [Math.floor((place - 2) / 20), (place - 2) % 20];
      let sum = 0;
      for (let k = 0; k < length; k++) sum += left[4 + row * 310 + k]! * right[other * 305 + k]!;
      const added = place >= 2 && other < rightRows ? -2 * sum : 0;
      expect(value).toBeCloseTo(before[place]! + added, 10);
    }
  });
});

describe.each([1, 2, 63, 64, 65, 150])('a positive definite matrix of %i rows', (size) => {
  const matrix = positiveDefinite(size);
  const factor = new Float64Array(size * size);
  choleskyFactor(matrix, size, factor, neverCancelled);
  const lower = lowerOf(factor, size);

  it('is its factor times the transposed one, in place as well', () => {
    expect(greatestGap(product(lower, transposed(lower, size), size), matrix)).toBeLessThan(1e-11);
    const inPlace = matrix.slice();
    choleskyFactor(inPlace, size, inPlace, neverCancelled);
    expect(lowerOf(inPlace, size)).toEqual(lower);
  });

  it('has the inverse that undoes it', () => {
    const columns = inverseColumns(factor, size, neverCancelled);
    expect(greatestGap(product(lower, transposed(columns, size), size), identity(size))).toBeLessThan(1e-11);
    const inverse = inverseOfFactored(factor, size, neverCancelled);
    expect(greatestGap(product(matrix, inverse, size), identity(size))).toBeLessThan(1e-10);
    expect(inverse).toEqual(transposed(inverse, size));
  });

  it('is left when the work is cancelled', () => {
    const { signal, cancel } = createCancelSource();
    cancel();
    expect(() => choleskyFactor(matrix, size, new Float64Array(size * size), signal)).toThrow(CancelledError);
    expect(() => inverseOfFactored(factor, size, signal)).toThrow(CancelledError);
  });
});
