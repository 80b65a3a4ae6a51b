import { blockRows, offsetOf, type FeatureMatrix } from '../matrix.ts';

/** Mean and population deviation of the columns that vary; columns of one value say nothing and are left out. */
export interface Standardization {
  /** The columns that vary, ascending. */
  readonly columns: Int32Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/**
 * Standardizes over every row of the matrix, as scikit-learn's `StandardScaler` fitted on the pool: the few
 * labeled rows say little about scales, and a strategy has chosen them. Labels are not looked at.
 */
export function standardize(features: FeatureMatrix): Standardization {
  const columns: number[] = [];
  const means: number[] = [];
  const deviations: number[] = [];
  for (let column = 0; column < features.columns; column++) {
    const { mean, deviation } = momentsOf(features, column);
    if (deviation === 0) continue;
    columns.push(column);
    means.push(mean);
    deviations.push(deviation);
  }
  return {
    columns: Int32Array.from(columns),
    means: Float64Array.from(means),
    deviations: Float64Array.from(deviations),
  };
}

/**
 * Sums of differences to the column's first value: exactly 0 for a constant column. No value is further than
 * √rows deviations from the mean, so one pass loses at most a factor `rows` of the 53 bits.
 */
function momentsOf(features: FeatureMatrix, column: number): { mean: number; deviation: number } {
  const { rows, data } = features;
  const origin = data[offsetOf(features, 0, column)]!;
  let sum = 0;
  let squares = 0;
  for (let first = 0; first < rows; first += blockRows) {
    const start = offsetOf(features, first, column);
    const end = start + Math.min(blockRows, rows - first);
    for (let index = start; index < end; index++) {
      const difference = data[index]! - origin;
      sum += difference;
      squares += difference * difference;
    }
  }
  const shift = sum / rows;
  return { mean: origin + shift, deviation: Math.sqrt(Math.max(0, squares / rows - shift * shift)) };
}

/** The given rows standardized, row-major: `rows.length × columns.length`. */
export function standardizedRows(
  features: FeatureMatrix,
  rows: Int32Array,
  { columns, means, deviations }: Standardization,
): Float64Array {
  const values = new Float64Array(rows.length * columns.length);
  let target = 0;
  for (const row of rows) {
    const start = offsetOf(features, row, 0);
    for (let index = 0; index < columns.length; index++) {
      const value = features.data[start + columns[index]! * blockRows]!;
      values[target++] = (value - means[index]!) / deviations[index]!;
    }
  }
  return values;
}
