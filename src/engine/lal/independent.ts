import { createRng } from '../rng.ts';
import type { CancelSignal, Machine } from '../types.ts';
import { lalFeatureCount } from './features.ts';
import { drawClouds } from './gaussianClouds.ts';
import { monteCarlo, type LalRows } from './monteCarlo.ts';
import { splitRows } from './split.ts';
import { forestsOn, type Loss } from './taskForests.ts';

/** What is collected: Q datasets for every number of labels τ, M candidates each. */
export interface IndependentPlan {
  readonly seed: number;
  /** Q. */
  readonly datasets: number;
  /** First and last τ, both included. */
  readonly fewestLabels: number;
  readonly mostLabels: number;
  /** M. */
  readonly candidates: number;
  readonly loss: Loss;
}

/** Q = 500, τ = 2 … 49, M = 10: the 240,000 rows of the LAL authors. */
export const publishedPlan: Omit<IndependentPlan, 'seed'> = {
  datasets: 500,
  fewestLabels: 2,
  mostLabels: 49,
  candidates: 10,
  loss: 'error',
};

/** Cells, one per τ and dataset; τ after τ. */
export const cellCount = ({ datasets, fewestLabels, mostLabels }: IndependentPlan): number =>
  datasets * (mostLabels - fewestLabels + 1);

/**
 * One cell of BUILDLALINDEPENDENT (Konyushkova et al. 2017, Algorithm 2), on a dataset of its own as in the authors'
 * code. It has a stream of its own too, so the rows are the same in whatever order and on however many threads the
 * cells are computed.
 */
export function independentCell(
  plan: IndependentPlan,
  cell: number,
  machine: Machine,
  signal: CancelSignal,
): Promise<LalRows> {
  const labeledCount = plan.fewestLabels + Math.floor(cell / plan.datasets);
  const rng = createRng(plan.seed).fork('lal independent', labeledCount, cell % plan.datasets);
  const task = drawClouds(rng.fork('clouds'));
  const split = splitRows(
    rng.fork('split'),
    task.labels.subarray(task.testCount),
    task.testCount,
    labeledCount,
  );
  const { candidates, loss } = plan;
  const forests = forestsOn(task, labeledCount + 1, machine, signal);
  return monteCarlo({ task, split, candidates, loss, rng: rng.fork('forests'), forests });
}

/** Rows of consecutive cells, one after the other. */
export function joinRows(cells: readonly LalRows[]): LalRows {
  const count = cells.reduce((sum, { reductions }) => sum + reductions.length, 0);
  const features = new Float32Array(count * lalFeatureCount);
  const reductions = new Float64Array(count);
  let start = 0;
  for (const cell of cells) {
    features.set(cell.features, start * lalFeatureCount);
    reductions.set(cell.reductions, start);
    start += cell.reductions.length;
  }
  return { features, reductions };
}
