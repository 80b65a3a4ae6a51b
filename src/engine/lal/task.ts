import type { FeatureMatrix } from '../matrix.ts';

/** A two-class task whose truth is known. Its test rows come first, so that a measure reads one piece. */
export interface LalTask {
  readonly features: FeatureMatrix;
  /** Class of every row, 0 or 1. */
  readonly labels: Int32Array;
  readonly testCount: number;
}
