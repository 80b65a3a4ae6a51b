import type { FittedProcess } from '../../views.ts';
import { positiveShareOf, type LearningState } from '../features.ts';

/**
 * What the regressor reads where the classifier is a Gaussian process. The LAL paper names GPs but neither it nor its
 * code says what is read of them: this list is our own design, after the paper's remark that parameters of the kernel
 * can describe a state (section 4.1). Each stands where its counterpart of the forest does (docs/lal.md).
 */
export const processFeatures = [
  'probability',
  'latentDeviation',
  'positiveShare',
  'logEvidencePerLabel',
  'logLengthScale',
  'poolDeviation',
  'logVariance',
  'labeledCount',
] as const;

/**
 * The state of learning with a Gaussian process on two classes, f3 … f8.
 * @param labels class of each labeled row, 0 or 1.
 * @param poolDeviation mean over the unlabeled pool of the latent function's deviations.
 */
export const processState = (
  { logEvidence, logLengthScale, logVariance }: FittedProcess,
  labels: Int32Array,
  poolDeviation: number,
): LearningState => [
  positiveShareOf(labels),
  logEvidence / labels.length,
  logLengthScale,
  poolDeviation,
  logVariance,
  labels.length,
];
