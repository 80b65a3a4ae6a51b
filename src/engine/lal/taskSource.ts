import { shuffle } from '../math/shuffle.ts';
import { fromRowMajor } from '../matrix.ts';
import type { Rng } from '../rng.ts';
import { drawClouds, publishedSizes } from './gaussianClouds.ts';
import type { CollectionPlan } from './plan.ts';
import type { LalTask } from './task.ts';

/** Rows with their labels, from which tasks are drawn: the representative set of the LAL paper's warm start. */
export interface LabeledSample {
  /** `labels.length × columns`, row-major. */
  readonly features: Float32Array;
  readonly columns: number;
  /** Class of each row. */
  readonly labels: Int32Array;
  readonly classCount: number;
}

/** Share of a sample that a task measures on. */
const testShare = 0.5;

const testRows = ({ labels }: LabeledSample): number => Math.floor(testShare * labels.length);

/** Rows of a task that are not measured on. */
export const otherRows = (sample: LabeledSample): number => sample.labels.length - testRows(sample);

/** How the tasks of a plan are drawn. */
export function drawTaskFrom(
  { clouds = publishedSizes }: CollectionPlan,
  sample: LabeledSample | undefined,
): (rng: Rng) => LalTask {
  return sample ? (rng) => splitSample(sample, rng) : (rng) => drawClouds(rng, clouds);
}

/**
 * Parts the sample at random into test rows and others. Of more than two classes, one drawn at random is told from the
 * rest (our own extension, docs/lal.md). Drawn again while a part lacks a class.
 */
function splitSample(sample: LabeledSample, rng: Rng): LalTask {
  const { features, columns, labels, classCount } = sample;
  const testCount = testRows(sample);
  const common = commonClasses(labels, classCount);
  const order = Int32Array.from(labels.keys());
  for (;;) {
    const positive = classCount === 2 ? 1 : common[rng.below(common.length)]!;
    shuffle(order, rng);
    const ofTask = order.map((row) => (labels[row] === positive ? 1 : 0));
    if (!hasBoth(ofTask.subarray(0, testCount)) || !hasBoth(ofTask.subarray(testCount))) continue;
    const values = new Float32Array(features.length);
    order.forEach((row, index) =>
      values.set(features.subarray(row * columns, (row + 1) * columns), index * columns),
    );
    return { features: fromRowMajor(values, labels.length, columns), labels: ofTask, testCount };
  }
}

/** Classes with at least two rows: others cannot be on both sides of a split. */
export function commonClasses(labels: Int32Array, classCount: number): readonly number[] {
  const counts = new Int32Array(classCount);
  for (const label of labels) counts[label]!++;
  return [...counts.keys()].filter((label) => counts[label]! >= 2 && labels.length - counts[label]! >= 2);
}

const hasBoth = (labels: Int32Array): boolean => labels.includes(0) && labels.includes(1);
