import type { Rng } from '../rng.ts';
import { accuracy } from '../metrics/accuracy.ts';
import { auc } from '../metrics/auc.ts';
import type { Metric } from '../metrics/types.ts';
import type { Awaitable, Probabilities } from '../types.ts';
import type { LearningState } from './features.ts';
import type { LalTask } from './task.ts';

/** What an added label is hoped to lower; each is one minus a metric, so a gain of the metric is a fall of the loss. */
export const lossMetrics = { error: accuracy, auc } as const satisfies Readonly<Record<string, Metric>>;
export type Loss = keyof typeof lossMetrics;

/** The two features that differ from row to row, for the rows of a matrix: P(class 0), and how far it is in doubt. */
export interface Spread {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** What LAL reads of a model fitted on a task. It answers until the next one is fitted. */
export interface TaskModel {
  /**
   * @param labels class of each labeled row, 0 or 1.
   * @param poolDeviation mean of the deviations over the unlabeled pool.
   */
  stateOf(labels: Int32Array, poolDeviation: number): LearningState;
  /** For every row of the task; of test rows it may say nothing. */
  spread(): Awaitable<Spread>;
  /** On the test rows of the task. */
  loss(loss: Loss): Awaitable<number>;
}

/** Fits the product's model, with its default options, on labeled rows of one task. */
export interface TaskModels {
  fit(rows: Int32Array, rng: Rng): Awaitable<TaskModel>;
}

/** @param probabilities of the test rows, which stand first. */
export function lossOf({ labels, testCount }: LalTask, probabilities: Probabilities, loss: Loss): number {
  const data = probabilities.data.subarray(0, testCount * probabilities.classes);
  const measured = { probabilities: { ...probabilities, data }, labels: labels.subarray(0, testCount) };
  return 1 - lossMetrics[loss].value({ ...measured, positiveClass: 1 });
}
