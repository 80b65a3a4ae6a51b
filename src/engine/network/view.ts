import type { GradientScalars } from './gradients.ts';

/** Gradients to be measured at the start of some epochs of the training. */
export interface Measurement {
  /** The training rows to measure. */
  readonly rows: Int32Array;
  /** Epochs at most, evenly spaced from the first. */
  readonly epochs: number;
  /** Training rows δ is estimated from; 0 for all of them, which is exact. */
  readonly deltaSample: number;
  /** Whether weight decay counts as part of the loss. */
  readonly penalized: boolean;
}

/** What learned strategies read of a network. */
export interface NetworkView {
  /** One for each epoch measured while training, for the rows asked for, in their order; empty without a measurement. */
  readonly measured: readonly GradientScalars[];
  /** Measures training rows at the final weights. */
  measure(measurement: Measurement): Promise<GradientScalars>;
  /** What the last hidden layer says of rows of the matrix: `rows.length × columns`, row-major. */
  embed(rows: Int32Array): Promise<{ readonly columns: number; readonly values: Float32Array }>;
}
