import type { Forest, ForestOptions } from '../forest/types.ts';
import { createRng } from '../rng.ts';
import type { CancelSignal, Machine } from '../types.ts';
import { lalFeatureCount } from './features.ts';
import type { LalRows } from './monteCarlo.ts';

export interface RegressorOptions {
  readonly trees: number;
  readonly maxDepth: number;
  readonly maxFeatures: number;
  /** Share of the rows each tree draws. */
  readonly rowShare: number;
  readonly seed: number;
  /** Whether R² on rows out of bag is computed, which costs more than growing the trees. */
  readonly outOfBag: boolean;
}

/**
 * The authors' depth and features, with few rows a tree: deep trees keep the published behavior, and few rows keep
 * them small enough to ship.
 */
export const publishedRegressor = { trees: 100, maxDepth: 40, maxFeatures: 6, rowShare: 0.03 } as const;

/** For the regressors of a single number of labels, which have 1/48 of the rows: one of the authors' grid. */
export const stepRegressor = { trees: 100, maxDepth: 20, maxFeatures: 5, rowShare: 0.3 } as const;

/**
 * g: predicts from the features how much a label will lower the loss.
 * @param featureCount features it reads, the first ones; without the last where all rows have as many labels.
 */
export async function trainRegressor(
  { features, reductions }: LalRows,
  { seed, ...options }: RegressorOptions,
  machine: Machine,
  signal: CancelSignal,
  featureCount: number = lalFeatureCount,
): Promise<Forest> {
  const grow: ForestOptions = {
    ...options,
    minLeaf: 1,
    seed: createRng(seed).fork('lal regressor').uint32(),
  };
  const columns = toColumns(features, reductions.length, featureCount);
  return machine.forest.fitRegressor(columns, reductions, grow, signal);
}

function toColumns(features: Float32Array, rows: number, featureCount: number): Float32Array {
  const columns = new Float32Array(rows * featureCount);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < featureCount; column++) {
      columns[column * rows + row] = features[row * lalFeatureCount + column]!;
    }
  }
  return columns;
}
