import type { Forest } from '../forest/types.ts';
import { shuffle } from '../math/shuffle.ts';
import type { Rng } from '../rng.ts';
import type { CancelSignal, Machine } from '../types.ts';
import { meanAt } from './features.ts';
import { distinctPairs, forecast } from './forecast.ts';
import type { Split } from './split.ts';
import type { LalModel } from './models.ts';
import { withoutTests, type LalTask } from './task.ts';
import type { TaskModels } from './taskModels.ts';

interface RegrowParts {
  readonly task: LalTask;
  /** One row of either class. */
  readonly start: Split;
  /** g for 2, 3, … labels: each adds a label. */
  readonly regressors: readonly Forest[];
  readonly rng: Rng;
  readonly model: LalModel;
  readonly machine: Machine;
  readonly signal: CancelSignal;
}

/**
 * Grows a labeled set as the strategy would, step by step the candidate of which the regressor for so many labels
 * expects most (Konyushkova et al. 2017, Algorithm 3, lines 6 to 10). The pool that is left is put in a new random
 * order: which of it are tried must not depend on what was passed over.
 */
export async function regrow(parts: RegrowParts): Promise<Split> {
  const { task, start, regressors, rng, model, machine, signal } = parts;
  const own = withoutTests(task);
  const models = model.on(own, start.labeled.length + regressors.length, machine, signal);
  const labeled = Array.from(start.labeled, (row) => row - task.testCount);
  let pool = start.pool.map((row) => row - task.testCount);
  for (const [step, regressor] of regressors.entries()) {
    const rows = Int32Array.from(labeled);
    const chosen = await chooseNext(own, models, rows, pool, regressor, rng.fork('step', step));
    labeled.push(pool[chosen]!);
    pool = pool.filter((_, index) => index !== chosen);
  }
  const toTask = (row: number): number => row + task.testCount;
  return {
    labeled: Int32Array.from(labeled, toTask),
    pool: shuffle(pool.map(toTask), rng.fork('candidates')),
  };
}

/** Place in the pool, which lies in random order, of the first candidate with the greatest forecast. */
async function chooseNext(
  task: LalTask,
  models: TaskModels,
  labeled: Int32Array,
  pool: Int32Array,
  regressor: Forest,
  rng: Rng,
): Promise<number> {
  const fitted = await models.fit(labeled, rng);
  const spread = await fitted.spread();
  const labels = labeled.map((row) => task.labels[row]!);
  const state = fitted.stateOf(labels, meanAt(spread.deviation, pool));
  const pairs = distinctPairs(spread, pool);
  const reductions = forecast(regressor, pairs, state);
  const greatest = reductions.reduce((a, b) => Math.max(a, b));
  return pairs.pairOf.findIndex((pair) => reductions[pair] === greatest);
}
