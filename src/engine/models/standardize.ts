import { blockRows, offsetOf, type FeatureMatrix } from '../matrix.ts';
import { remembered } from '../remembered.ts';

/**
 * Mean and population deviation of the columns that vary; columns of one value say nothing and are left out. The columns of
 * a block (an embedding) share one deviation.
 */
export interface Standardization {
  /** The columns that vary, ascending. */
  readonly columns: Int32Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/**
 * What a block of columns counts for, in columns of their own scale. Of 1 to 256, 16 to 256 are equally good with
 * embeddings and components of texts; with 1 the penalty of a model holds back what they say.
 */
const blockWeight = 64;

/** Gives the columns of each block one scale: scales of their own would raise noise to the height of what matters. */
function shareScales({ blocks = [] }: FeatureMatrix, columns: readonly number[], deviations: number[]): void {
  for (const { start, columns: count } of blocks) {
    const members = [...columns.keys()].filter(
      (index) => columns[index]! >= start && columns[index]! < start + count,
    );
    const variance = members.reduce((sum, index) => sum + deviations[index]! ** 2, 0);
    for (const index of members) deviations[index] = Math.sqrt(variance / blockWeight);
  }
}

/**
 * Standardizes over every row of the matrix, as scikit-learn's `StandardScaler` fitted on the pool: the few
 * labeled rows say little about scales, and a strategy has chosen them. Labels are not looked at. Computed once for each
 * matrix.
 */
export const standardize = remembered((features: FeatureMatrix): Standardization => {
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
  shareScales(features, columns, deviations);
  return {
    columns: Int32Array.from(columns),
    means: Float64Array.from(means),
    deviations: Float64Array.from(deviations),
  };
});

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
