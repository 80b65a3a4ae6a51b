import type { Probabilities } from '../types.ts';

/** What a model said about rows whose classes are known. Row i of `probabilities` has the class `labels[i]`. */
export interface Measured {
  readonly probabilities: Probabilities;
  readonly labels: Int32Array;
  /** The class counted as positive by `iou`, `dice` and `ams` when there are two. */
  readonly positiveClass: number;
}

/** A measure of a model on rows of known class. Adding one is a file in `metrics/` and a line in its registry. */
export interface Metric {
  readonly id: string;
  /** As shown in the UI. */
  readonly title: string;
  readonly largerIsBetter: boolean;
  /** Classes it is defined for; absent for any number. */
  readonly classes?: number;
  /** NaN for no rows. */
  value(measured: Measured): number;
}
