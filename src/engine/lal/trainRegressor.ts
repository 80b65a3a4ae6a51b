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

/** g: predicts from the eight features how much a label will lower the loss. */
export async function trainRegressor(
  { features, reductions }: LalRows,
  { seed, ...options }: RegressorOptions,
  machine: Machine,
  signal: CancelSignal,
): Promise<Forest> {
  const grow: ForestOptions = {
    ...options,
    minLeaf: 1,
    seed: createRng(seed).fork('lal regressor').uint32(),
  };
  return machine.forest.fitRegressor(toColumns(features, reductions.length), reductions, grow, signal);
}

function toColumns(features: Float32Array, rows: number): Float32Array {
  const columns = new Float32Array(features.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < lalFeatureCount; column++) {
      columns[column * rows + row] = features[row * lalFeatureCount + column]!;
    }
  }
  return columns;
}
