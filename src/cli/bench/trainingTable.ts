import type { ForestOptions } from '../../engine/forest/types.ts';
import { allocateMatrix, type FeatureMatrix } from '../../engine/matrix.ts';
import { labelsOf, factorMatrix, writeColumn, writeRowMajor } from './tables.ts';
import type { BenchContext } from './types.ts';

/** Columns of the largest table of the LAL paper (Striatum). */
export const columnCount = 272;

/** The product's forest: 50 trees, ⌊√272⌋ features per split, unlimited depth. */
export const forestOptions = {
  trees: 50,
  maxFeatures: 16,
  maxDepth: Infinity,
  minLeaf: 1,
  rowShare: 1,
  seed: 1,
} as const satisfies ForestOptions;

/** The same in scikit-learn's words. */
export const scikitLearnOptions = { n_estimators: 50, oob_score: true, n_jobs: 1, random_state: 1 };

export interface TrainingTable {
  readonly matrix: FeatureMatrix;
  readonly labels: Int32Array;
}

export function makeTrainingTable(rows: number): TrainingTable {
  const matrix = factorMatrix(rows, columnCount, allocateMatrix);
  return { matrix, labels: labelsOf(matrix, rows) };
}

/** Gives scikit-learn the table as `rows` and `labels`. */
export async function handOver({ folder, scikitLearn }: BenchContext, { matrix, labels }: TrainingTable) {
  const rows = await writeRowMajor(folder, 'rows', matrix, matrix.rows);
  await scikitLearn?.load('rows', rows, matrix.rows, columnCount);
  await scikitLearn?.load('labels', await writeColumn(folder, 'labels', labels), matrix.rows, 1);
}
