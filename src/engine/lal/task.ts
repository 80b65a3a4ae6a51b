import { selectRows, type FeatureMatrix } from '../matrix.ts';

/** A two-class task whose truth is known. Its test rows come first, so that a measure reads one piece. */
export interface LalTask {
  readonly features: FeatureMatrix;
  /** Class of every row, 0 or 1. */
  readonly labels: Int32Array;
  readonly testCount: number;
}

/** The task's other rows by themselves; row 0 is the first after the test rows. */
export function withoutTests({ features, labels, testCount }: LalTask): LalTask {
  const rows = Int32Array.from({ length: features.rows - testCount }, (_, index) => testCount + index);
  return { features: selectRows(features, rows), labels: labels.slice(testCount), testCount: 0 };
}
