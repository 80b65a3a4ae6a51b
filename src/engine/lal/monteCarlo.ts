import { auc } from '../metrics/auc.ts';
import { accuracy } from '../metrics/accuracy.ts';
import type { Metric } from '../metrics/types.ts';
import { forest } from '../models/forest.ts';
import type { Rng } from '../rng.ts';
import type { CancelSignal, Machine, Model } from '../types.ts';
import { lalFeatureCount, learningState, meanAt } from './features.ts';
import type { CloudTask } from './gaussianClouds.ts';
import type { Split } from './split.ts';

/** What an added label is hoped to lower; each is one minus a metric, so a gain of the metric is a fall of the loss. */
export const lossMetrics = { error: accuracy, auc } as const satisfies Readonly<Record<string, Metric>>;
export type Loss = keyof typeof lossMetrics;

/** Rows of the regressor's training set: `count × 8` features, row-major, and how much each label lowered the loss. */
export interface LalRows {
  readonly features: Float32Array;
  readonly reductions: Float64Array;
}

interface CellParts {
  readonly task: CloudTask;
  readonly split: Split;
  /** Candidates whose labels are tried: the first of the pool, which lies in random order. */
  readonly candidates: number;
  readonly loss: Loss;
  readonly rng: Rng;
  readonly machine: Machine;
  readonly signal: CancelSignal;
}

/**
 * DATAMONTECARLO (Konyushkova et al. 2017, Algorithm 1): the features of some candidates, and the fall of the test
 * loss when each is labeled truly and a fresh forest is fitted. Both forests have streams of their own, so the
 * differences carry the forests' noise, as the authors' do.
 */
export async function monteCarlo(parts: CellParts): Promise<LalRows> {
  const { task, split, candidates: count } = parts;
  const { labeled, pool } = split;
  const before = await fitOn(parts, labeled, 'before');
  const lossBefore = await lossOf(before, parts);
  const view = before.view('forest')!;
  const { mean, deviation } = await view.meanAndDeviation();
  const labels = labeled.map((row) => task.labels[row]!);
  const state = learningState(view.forest, labels, meanAt(deviation, pool));
  const features = new Float32Array(count * lalFeatureCount);
  const reductions = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const candidate = pool[index]!;
    features.set([mean[candidate]!, deviation[candidate]!, ...state], index * lalFeatureCount);
    const after = await fitOn(parts, Int32Array.of(...labeled, candidate), `after ${index}`);
    reductions[index] = lossBefore - (await lossOf(after, parts));
  }
  return { features, reductions };
}

function fitOn({ task, rng, machine, signal }: CellParts, rows: Int32Array, stream: string): Promise<Model> {
  const labels = rows.map((row) => task.labels[row]!);
  const training = { features: task.features, rows, labels, classCount: 2 };
  return Promise.resolve(forest.fit(training, { rng: rng.fork(stream), signal, options: {}, machine }));
}

async function lossOf(model: Model, { task, loss }: CellParts): Promise<number> {
  const { data, classes } = await model.predictAll();
  const { testCount: rows } = task;
  const probabilities = { rows, classes, data: data.subarray(0, rows * classes) };
  const labels = task.labels.subarray(0, rows);
  return 1 - lossMetrics[loss].value({ probabilities, labels, positiveClass: 1 });
}
