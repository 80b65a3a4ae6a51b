import { expect, test } from 'vitest';
import { signedRankTest } from '../../../src/engine/math/signedRank.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { range } from './blobs.ts';

/** Every pattern of signs, with mean ranks for equal sizes. */
function byEnumeration(differences: readonly number[]): number {
  const sizes = differences.filter((difference) => difference !== 0).map(Math.abs);
  const ranks = sizes.map(
    (size) =>
      sizes.filter((other) => other < size).length + (sizes.filter((other) => other === size).length + 1) / 2,
  );
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const sumOf = (isPositive: (index: number) => boolean): number =>
    ranks.reduce((sum, rank, index) => sum + (isPositive(index) ? rank : 0), 0);
  const signed = differences.filter((difference) => difference !== 0);
  const distance = Math.abs(sumOf((index) => signed[index]! > 0) - total / 2);
  const patterns = range(0, 2 ** sizes.length);
  const asFar = patterns.filter(
    (pattern) => Math.abs(sumOf((index) => (pattern & (1 << index)) !== 0) - total / 2) >= distance - 1e-9,
  );
  return Math.min(1, asFar.length / patterns.length);
}

test('is exact: as many patterns of signs are as far off', () => {
  const rng = createRng(3);
  for (const count of [1, 2, 5, 8, 11]) {
    const values = range(0, count).map(() => rng.below(9) - 3);
    expect(signedRankTest(values)).toBeCloseTo(byEnumeration(values), 12);
  }
});

test.each([
  [[1, 2, 3, 4, 5, 6], 2 / 64],
  [[-1, -2, -3, -4, -5], 2 / 32],
  [[1, -1], 1],
  [[0, 0], 1],
  [[], 1],
])('of %o is %d', (differences, expected) => {
  expect(signedRankTest(differences)).toBeCloseTo(expected, 12);
});

test('bears many pairs', () => {
  expect(signedRankTest(range(1, 101))).toBeLessThan(1e-20);
  expect(signedRankTest(range(-50, 51))).toBe(1);
});
