import { expect, test } from 'vitest';
import { medianOf } from '../../../src/data/features/median.ts';
import { numericStatistics, writeIndicator, writeStandardized } from '../../../src/data/features/numeric.ts';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import { columnOf } from './folder.ts';

test('mean and population standard deviation are those of the closed form', () => {
  const count = 2000;
  // Of 0 … n−1: mean (n−1)/2, variance (n²−1)/12.
  const { mean, scale } = numericStatistics(Float64Array.from({ length: count }, (_, row) => row));
  expect(mean).toBeCloseTo((count - 1) / 2, 9);
  expect(scale).toBeCloseTo(Math.sqrt((count ** 2 - 1) / 12), 9);
});

test('the median is the middle value, or the mean of the two middle ones', () => {
  expect(medianOf(Float64Array.of(9, 1, 5))).toBe(5);
  expect(medianOf(Float64Array.of(9, 1, 5, 2))).toBe(3.5);
  expect(medianOf(new Float64Array(0))).toBe(0);
});

test.each([
  ['random', (row: number) => (row * 7919) % 50_021],
  ['periodic', (row: number) => (row % 8 === 0 ? 0 : 100 + (row % 1000))],
  ['sorted', (row: number) => row],
  ['reversed', (row: number) => -row],
  ['with many equals', (row: number) => row % 3],
  ['all equal', () => 4],
])('the median of %s values is that of the sorted ones', (_, value) => {
  for (const count of [1, 2, 3, 10, 1001, 30_000, 32_768]) {
    const values = Float64Array.from({ length: count }, (_value, row) => value(row));
    const sorted = values.toSorted();
    const wanted = (sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2;
    expect(medianOf(values)).toBe(wanted);
  }
});

test('missing values count as the median in mean and deviation', () => {
  const statistics = numericStatistics(Float64Array.of(1, NaN, 2, 6));
  expect(statistics.median).toBe(2);
  expect(statistics.mean).toBe(11 / 4);
  expect(statistics.scale).toBeCloseTo(Math.sqrt((1.75 ** 2 + 0.75 ** 2 * 2 + 3.25 ** 2) / 4), 12);
});

test('statistics come from the fit rows only, the median included where only other rows have gaps', () => {
  const values = Float64Array.of(1, 3, 5, NaN, 1000);
  const statistics = numericStatistics(values, Int32Array.of(0, 1, 2));
  expect(statistics).toEqual({ median: 3, mean: 3, scale: Math.sqrt(8 / 3) });
});

test('a constant column becomes zero, even far from zero', () => {
  const values = new Float64Array(1500).fill(1e9 + 0.1);
  const matrix = allocateMatrix(values.length, 1);
  writeStandardized(matrix, 0, values, numericStatistics(values));
  expect(Math.max(...columnOf(matrix, 0).map(Math.abs))).toBeLessThan(1e-6);
});

test('large offsets keep their differences: seconds since 1970 do not collapse in Float32', () => {
  const values = Float64Array.of(1_600_000_000, 1_600_000_001, 1_600_000_002);
  const matrix = allocateMatrix(3, 1);
  writeStandardized(matrix, 0, values, numericStatistics(values));
  const wanted = Math.sqrt(3 / 2);
  expect(columnOf(matrix, 0)).toEqual([
    expect.closeTo(-wanted, 6),
    expect.closeTo(0, 6),
    expect.closeTo(wanted, 6),
  ]);
});

test('values are written into every block, gaps as the median, and marked by the indicator', () => {
  const values = Float64Array.from({ length: 2500 }, (_, row) => (row % 7 === 0 ? NaN : row));
  const matrix = allocateMatrix(values.length, 3);
  writeStandardized(matrix, 1, values, { median: 10, mean: 5, scale: 2 });
  writeIndicator(matrix, 2, values);
  expect(columnOf(matrix, 1)).toEqual(
    Array.from(values, (value) => ((Number.isNaN(value) ? 10 : value) - 5) / 2),
  );
  expect(columnOf(matrix, 2)).toEqual(Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0)));
  expect(columnOf(matrix, 0).every((value) => value === 0)).toBe(true);
});

test('no value overflows Float32', () => {
  const matrix = allocateMatrix(2, 1);
  writeStandardized(matrix, 0, Float64Array.of(1e300, -1e300), { median: 0, mean: 0, scale: 1 });
  expect(columnOf(matrix, 0).every(Number.isFinite)).toBe(true);
});
