import type { Rng } from '../rng.ts';
import { lalFeatureCount, meanAt } from './features.ts';
import type { Split } from './split.ts';
import type { LalTask } from './task.ts';
import type { Loss, TaskModels } from './taskModels.ts';

/** Rows of the regressor's training set: `count × 8` features, row-major, and how much each label lowered the loss. */
export interface LalRows {
  readonly features: Float32Array;
  readonly reductions: Float64Array;
}

interface CellParts {
  readonly task: LalTask;
  readonly split: Split;
  /** Candidates whose labels are tried: the first of the pool, which lies in random order. */
  readonly candidates: number;
  readonly loss: Loss;
  readonly rng: Rng;
  readonly models: TaskModels;
}

/**
 * DATAMONTECARLO (Konyushkova et al. 2017, Algorithm 1): the features of some candidates, and the fall of the test
 * loss when each is labeled truly and a fresh model is fitted. Both have streams of their own, so that the differences
 * carry the noise of forests, as the authors' do.
 */
export async function monteCarlo(parts: CellParts): Promise<LalRows> {
  const { task, split, candidates: count, loss, rng, models } = parts;
  const { labeled, pool } = split;
  const before = await models.fit(labeled, rng.fork('before'));
  const lossBefore = await before.loss(loss);
  const { mean, deviation } = await before.spread();
  const labels = labeled.map((row) => task.labels[row]!);
  const state = before.stateOf(labels, meanAt(deviation, pool));
  const features = new Float32Array(count * lalFeatureCount);
  const reductions = new Float64Array(count);
  const extended = new Int32Array(labeled.length + 1);
  extended.set(labeled);
  for (let index = 0; index < count; index++) {
    const candidate = pool[index]!;
    features.set([mean[candidate]!, deviation[candidate]!, ...state], index * lalFeatureCount);
    extended[labeled.length] = candidate;
    const after = await models.fit(extended, rng.fork(`after ${index}`));
    reductions[index] = lossBefore - (await after.loss(loss));
  }
  return { features, reductions };
}
