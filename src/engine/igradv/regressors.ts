import { fitBoostedTrees, predictBoostedTrees } from '../boosting/boostedTrees.ts';
import { gatherColumns, type FeatureMatrix } from '../matrix.ts';
import { compactClasses } from '../models/presentClasses.ts';
import type { Rng } from '../rng.ts';
import type { CancelSignal, Machine } from '../types.ts';
import { binByRank, binValues } from './importance.ts';

/** What an importance is learned from. */
export interface ImportanceTable {
  readonly features: FeatureMatrix;
  /** Rows of the matrix with a known importance. */
  readonly rows: Int32Array;
  readonly importance: Float64Array;
  readonly machine: Machine;
  readonly signal: CancelSignal;
  readonly rng: Rng;
}

/** Learns the importance of rows and predicts that of others. */
export type ImportanceRegressor = (table: ImportanceTable, asked: Int32Array) => Promise<Float64Array>;

/** For DS and LD: gradient boosting, least absolute deviation, 200 trees, else scikit-learn's defaults. */
export const boostedRegressor: ImportanceRegressor = async (table, asked) => {
  const { features, rows, importance, signal, rng } = table;
  const options = {
    loss: 'absolute',
    trees: 200,
    learningRate: 0.1,
    maxDepth: 3,
    seed: rng.uint32(),
  } as const;
  const model = fitBoostedTrees(gatherColumns(features, rows), importance, options, signal);
  return predictBoostedTrees(model, features, asked);
};

/** For RDS and RLD: a forest of 100 trees of depth 5 tells the bins apart; the prediction is Σ p(bin) · value. */
export const binnedForest: ImportanceRegressor = async (table, asked) => {
  const { features, rows, importance, machine, signal, rng } = table;
  const { present, labels } = compactClasses(binByRank(importance, rows, rng.uint32()));
  const options = {
    trees: 100,
    maxDepth: 5,
    minLeaf: 1,
    rowShare: 1,
    seed: rng.uint32(),
    maxFeatures: Math.max(1, Math.floor(Math.sqrt(features.columns))),
  };
  const columns = gatherColumns(features, rows);
  const forest = await machine.forest.fitClassifier(columns, labels, present.length, options, signal);
  const { data } = await machine.forest.predict(forest, features, signal);
  return Float64Array.from(asked, (row) =>
    present.reduce((sum, bin, index) => sum + binValues[bin]! * data[row * present.length + index]!, 0),
  );
};
