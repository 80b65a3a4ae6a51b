import { expect, test } from 'vitest';
import { entropy } from '../../../src/engine/math/entropy.ts';
import { margin } from '../../../src/engine/math/margin.ts';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import { median } from '../../../src/engine/math/median.ts';
import { rankCorrelation } from '../../../src/engine/math/rankCorrelation.ts';
import { mixBits, rowKey } from '../../../src/engine/math/mixBits.ts';
import { likeliest, topTwo } from '../../../src/engine/math/topTwo.ts';
import type { Probabilities } from '../../../src/engine/types.ts';
import { wilson } from '../../../src/engine/wilson.ts';
import { range } from './blobs.ts';

const table = (...rows: readonly (readonly number[])[]): Probabilities => ({
  rows: rows.length,
  classes: rows[0]!.length,
  data: Float32Array.from(rows.flat()),
});

test('entropy in nats: 0 for certainty, ln n for n equal classes', () => {
  const rows = table([1, 0, 0, 0], [0.25, 0.25, 0.25, 0.25], [0.5, 0.25, 0.25, 0]);
  expect(entropy(rows, 0)).toBe(0);
  expect(entropy(rows, 1)).toBeCloseTo(Math.log(4), 12);
  expect(entropy(rows, 2)).toBeCloseTo(1.5 * Math.LN2, 12);
});

test('the two likeliest classes, the first of equals', () => {
  const rows = table([0.25, 0.5, 0.25], [0.5, 0, 0.5], [0, 0.25, 0.75], [0.75, 0, 0.25]);
  expect(range(0, 4).map((row) => topTwo(rows, row))).toEqual([
    { first: 1, firstShare: 0.5, second: 0, secondShare: 0.25 },
    { first: 0, firstShare: 0.5, second: 2, secondShare: 0.5 },
    { first: 2, firstShare: 0.75, second: 1, secondShare: 0.25 },
    { first: 0, firstShare: 0.75, second: 2, secondShare: 0.25 },
  ]);
  expect(range(0, 4).map((row) => margin(rows, row))).toEqual([0.25, 0, 0.5, 0.5]);
  expect(likeliest(rows, 1)).toBe(0);
});

test('a single class has no second', () => {
  expect(topTwo(table([1]), 0)).toEqual({ first: 0, firstShare: 1, second: -1, secondShare: 0 });
  expect(margin(table([1]), 0)).toBe(1);
});

test('median of odd, even and no numbers', () => {
  expect(median([3, 1, 10])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('mean and standard error', () => {
  const { mean, stderr } = meanAndError([2, 4, 4, 4, 5, 5, 7, 9]);
  expect(mean).toBe(5);
  expect(stderr).toBeCloseTo(Math.sqrt(32 / 7 / 8), 12);
  expect(meanAndError([3])).toEqual({ mean: 3, stderr: null });
  expect(meanAndError([]).mean).toBeNaN();
});

test('mixed bits are a bijection and look even', () => {
  expect(new Set(range(0, 5000).map(mixBits)).size).toBe(5000);
  const halves = range(0, 4000).filter((row) => rowKey(row, 5) < 2 ** 31).length;
  expect(Math.abs(halves - 2000)).toBeLessThan(160);
  expect(rowKey(3, 5)).not.toBe(rowKey(3, 6));
});

// R: binom::binom.wilson(x, n)
test.each([
  [8, 10, 0.4901625, 0.9433178],
  [0, 10, 0, 0.2775328],
  [10, 10, 0.7224672, 1],
  [50, 100, 0.4038315, 0.5961685],
])("Wilson's interval for %i of %i", (successes, trials, low, high) => {
  const interval = wilson(successes, trials);
  expect(interval.low).toBeCloseTo(low, 6);
  expect(interval.high).toBeCloseTo(high, 6);
});

test('without trials anything is possible', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});

test("Spearman's rank correlation counts ranks alone, equal values in the middle of theirs", () => {
  expect(rankCorrelation([1, 5, 9, 100], [0.1, 0.2, 7, 8])).toBeCloseTo(1, 12);
  expect(rankCorrelation([1, 5, 9, 100], [8, 7, 0.2, 0.1])).toBeCloseTo(-1, 12);
  // 1 − 6 Σ d² / n (n² − 1) with d = 0, 1, 1, 1, 1.
  expect(rankCorrelation([1, 2, 3, 4, 5], [1, 3, 2, 7, 3.5])).toBeCloseTo(1 - (6 * 4) / 120, 12);
  // Ranks 1, 2.5, 2.5, 4 beside 1, 3, 2, 4: 4.5 / √(4.5 · 5).
  expect(rankCorrelation([0, 6, 6, 7], [0, 3, 2, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
  expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNaN();
});
