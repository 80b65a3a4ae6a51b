import { blockRows, type FeatureMatrix, offsetOf } from '../../engine/matrix.ts';
import { medianOf } from './median.ts';

/** What standardizing one column needs, found on the rows a model may learn from. */
export interface NumericStatistics {
  /** Put in place of a missing value. */
  readonly median: number;
  readonly mean: number;
  /** Population standard deviation; 1 for a constant column. */
  readonly scale: number;
}

/**
 * Median of the present values (NaN is missing), then mean and population standard deviation with the median in
 * place of missing values. A column without any value has median 0.
 */
export function numericStatistics(values: Float64Array, fitRows?: Int32Array): NumericStatistics {
  const rows = fitRows?.length ?? values.length;
  const missing = hasMissing(values);
  const present = missing || fitRows !== undefined ? presentValues(values, fitRows) : values;
  const gaps = rows - present.length;
  // Finding the median is the dear part, and a column without gaps needs none.
  const median = missing ? medianOf(present) : 0;
  if (rows === 0) return { median, mean: 0, scale: 1 };
  // Sums of differences from one of the values are exactly zero in a constant column.
  const shift = present[0] ?? median;
  const mean = shift + (sumFrom(present, shift) + gaps * (median - shift)) / rows;
  const variance = (sumOfSquares(present, mean) + gaps * (median - mean) ** 2) / rows;
  return { median, mean, scale: variance === 0 ? 1 : Math.sqrt(variance) };
}

function presentValues(values: Float64Array, fitRows: Int32Array | undefined): Float64Array {
  const rows = fitRows?.length ?? values.length;
  const present = new Float64Array(rows);
  let count = 0;
  for (let index = 0; index < rows; index++) {
    const value = values[fitRows === undefined ? index : fitRows[index]!]!;
    if (value === value) present[count++] = value;
  }
  return present.subarray(0, count);
}

function hasMissing(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row++) if (values[row] !== values[row]) return true;
  return false;
}

function sumFrom(values: Float64Array, shift: number): number {
  let total = 0;
  for (let row = 0; row < values.length; row++) total += values[row]! - shift;
  return total;
}

function sumOfSquares(values: Float64Array, mean: number): number {
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    const difference = values[row]! - mean;
    total += difference * difference;
  }
  return total;
}

/** Float32 overflows to infinity where a double does not. */
const largest = 3.4028234663852886e38;
const limit = (value: number): number => (value > largest ? largest : value < -largest ? -largest : value);

/** Writes (value − mean) / scale into a matrix column, the median standing in for missing values. */
export function writeStandardized(
  matrix: FeatureMatrix,
  column: number,
  values: Float64Array,
  { median, mean, scale }: NumericStatistics,
): void {
  const factor = 1 / scale;
  const substitute = limit((median - mean) * factor);
  for (let first = 0; first < values.length; first += blockRows) {
    const end = Math.min(first + blockRows, values.length);
    const target = offsetOf(matrix, first, column) - first;
    for (let row = first; row < end; row++) {
      const value = values[row]!;
      matrix.data[target + row] = value === value ? limit((value - mean) * factor) : substitute;
    }
  }
}

/** Writes 1 where the value is missing. */
export function writeIndicator(matrix: FeatureMatrix, column: number, values: Float64Array): void {
  for (let row = 0; row < values.length; row++) {
    if (values[row] !== values[row]) matrix.data[offsetOf(matrix, row, column)] = 1;
  }
}
