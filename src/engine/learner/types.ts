import type { CancelSignal, EpochReport, Options, Reason } from '../types.ts';

/** One round of the loop: fit on the labels so far, rank the candidates, choose. */
export interface RoundRequest {
  readonly seed: number;
  /** Number of labels learned from: rounds are numbered by it, so that a reopened session repeats the same numbers. */
  readonly round: number;
  readonly model: string;
  readonly modelOptions: Options;
  readonly strategy: string;
  readonly strategyOptions: Options;
  readonly labeledRows: Int32Array;
  readonly labels: Int32Array;
  /** Those of the labeled rows that were asked, in the order they were answered; not those known from the start. */
  readonly queried: Int32Array;
  /** Labels between two rankings. */
  readonly batchSize: number;
  readonly candidates: Int32Array;
  readonly count: number;
  /** Rows to measure on, with their true classes; empty for none. */
  readonly testRows: Int32Array;
  readonly testLabels: Int32Array;
  readonly metric: string;
  /** Class counted as positive by `iou`, `dice` and `ams`. */
  readonly positiveClass: number;
  /** What the classes are called by now, for sentences and files; absent where they are called as in the dataset. */
  readonly classNames?: readonly string[];
  /** What the strategy kept of the round before, for strategies that learn from several rounds; absent for none. */
  readonly state?: unknown;
}

export interface RoundResult {
  /** The chosen rows, best first; fewer than `count` only when candidates run out. */
  readonly rows: Int32Array;
  readonly scores: Float64Array;
  /** Class the model predicts for each chosen row, −1 in cold start. */
  readonly predicted: Int32Array;
  /** Probability of that class, NaN in cold start. */
  readonly probabilities: Float32Array;
  readonly reasons: readonly Reason[];
  readonly outOfBagAccuracy: number | null;
  /** The metric on the test rows, null without test rows or before two classes are labeled. */
  readonly testValue: number | null;
  /** Test rows predicted right, for intervals. */
  readonly testCorrect: number;
  /** Seconds of fit + score + choose; evaluation excluded. */
  readonly seconds: number;
  /** What the strategy wants to be given in the next round. */
  readonly state?: unknown;
  /** Sentences about what went wrong and was put up with, such as a loss that diverged; absent for none. */
  readonly notices?: readonly string[];
}

/** Fits and ranks: in this process for the command line and tests, in a child process for the editor. */
export interface Learner {
  /** @param report hears of every epoch of a model that is trained in epochs. */
  round(
    request: RoundRequest,
    signal: CancelSignal,
    report?: (report: EpochReport) => void,
  ): Promise<RoundResult>;
}
