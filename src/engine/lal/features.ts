import type { Forest } from '../forest/types.ts';

/**
 * What the regressor reads of a sample and of the state of learning, in the order of the LAL authors' code
 * (docs/errata.md names where it differs from the paper's list). The first two differ from sample to sample,
 * the others are the same for the whole pool.
 */
export const lalFeatures = [
  'probability',
  'deviation',
  'positiveShare',
  'outOfBagAccuracy',
  'importanceDeviation',
  'poolDeviation',
  'treeDepth',
  'labeledCount',
] as const;

export const lalFeatureCount = lalFeatures.length;

/** The six features that a whole pool shares, f3 … f8. */
export type LearningState = readonly [number, number, number, number, number, number];

/** What the state of learning reads of a forest. */
export type StateOfForest = Pick<Forest, 'columns' | 'importances' | 'depths' | 'outOfBagScore'>;

/**
 * The state of learning with a forest on two classes.
 * @param labels class of each labeled row, 0 or 1; class 1 counts as positive.
 * @param poolDeviation mean over the unlabeled pool of the trees' standard deviations.
 */
export function learningState(
  forest: StateOfForest,
  labels: Int32Array,
  poolDeviation: number,
): LearningState {
  return [
    positiveShareOf(labels),
    forest.outOfBagScore,
    standardDeviation(forest.importances) / forest.columns,
    poolDeviation,
    mean(forest.depths),
    labels.length,
  ];
}

/** Share of class 1 among the labels. */
export const positiveShareOf = (labels: Int32Array): number =>
  labels.reduce((count, label) => count + (label === 1 ? 1 : 0), 0) / labels.length;

/** Mean of the values at the given places. */
export function meanAt(values: ArrayLike<number>, places: Int32Array | Uint16Array): number {
  let sum = 0;
  for (let index = 0; index < places.length; index++) sum += values[places[index]!]!;
  return sum / places.length;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum / values.length;
}

function standardDeviation(values: Float64Array): number {
  const center = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)));
}
