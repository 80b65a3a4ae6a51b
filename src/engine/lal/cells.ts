import type { Forest } from '../forest/types.ts';
import { createRng, type Rng } from '../rng.ts';
import type { CancelSignal, Machine } from '../types.ts';
import { lalFeatureCount } from './features.ts';
import { monteCarlo, type LalRows } from './monteCarlo.ts';
import { lalModelOf } from './models.ts';
import { cellAt, type CollectionPlan } from './plan.ts';
import { regrow } from './regrow.ts';
import { splitRows } from './split.ts';
import type { LalTask } from './task.ts';

/** What cells are computed from. */
export interface CellParts {
  readonly plan: CollectionPlan;
  /** Draws the task of a cell. */
  readonly drawTask: (rng: Rng) => LalTask;
  /** g for 2, 3, … labels, each learned from the rows of that many; for the iterative mode. */
  readonly regressors: readonly Forest[];
  readonly machine: Machine;
  readonly signal: CancelSignal;
}

/**
 * One cell of BUILDLALINDEPENDENT or BUILDLALITERATIVE (Konyushkova et al. 2017, Algorithms 2 and 3), on a dataset of
 * its own as in the authors' code. It has a stream of its own too, so the rows are the same in whatever order and on
 * however many threads the cells are computed.
 */
export async function computeCell(parts: CellParts, cell: number): Promise<LalRows> {
  const { plan, drawTask, regressors, machine, signal } = parts;
  const { labeledCount, dataset } = cellAt(plan, cell);
  const model = lalModelOf(plan.model);
  const rng = createRng(plan.seed).fork(`lal ${plan.mode}`, labeledCount, dataset);
  const task = drawTask(rng.fork('clouds'));
  const firstLabels = plan.mode === 'iterative' ? 2 : labeledCount;
  const start = splitRows(
    rng.fork('split'),
    task.labels.subarray(task.testCount),
    task.testCount,
    firstLabels,
  );
  const steps = regressors.slice(0, labeledCount - firstLabels);
  const split =
    steps.length === 0
      ? start
      : await regrow({ task, start, regressors: steps, rng: rng.fork('regrow'), model, machine, signal });
  const { candidates, loss } = plan;
  const models = model.on(task, labeledCount + 1, machine, signal);
  return monteCarlo({ task, split, candidates, loss, rng: rng.fork('forests'), models });
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
