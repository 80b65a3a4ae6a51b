import type { FeatureMatrix } from '../matrix.ts';
import type { Machine, Options } from '../types.ts';

/** What to replay: plain data, so that it can be handed to other threads. */
export interface SimulationRequest {
  /** The class of every row of the dataset, −1 where it has none: such rows are left out. */
  readonly oracle: Int32Array;
  readonly classes: readonly string[];
  readonly strategies: readonly { readonly id: string; readonly options: Options }[];
  readonly model: string;
  readonly modelOptions: Options;
  readonly metric: string;
  /** Class counted as positive by `iou`, `dice` and `ams`; the second one unless asked otherwise. */
  readonly positiveClass: number;
  /** Labels at the start, at least 2. */
  readonly initial: number;
  /** Labels at the end, the initial ones included. */
  readonly budget: number;
  /** Labels per query. */
  readonly batch: number;
  readonly repeats: number;
  readonly seed: number;
  /** Share of the rows that is measured on. */
  readonly test: number;
}

/** Where a simulation gets its features and its arithmetic. */
export interface SimulationParts {
  readonly machine: Machine;
  /** Features of every row of the dataset, with scales, medians and levels taken from the pool rows only. */
  features(poolRows: Int32Array): Promise<FeatureMatrix>;
}

/** One strategy in one repeat. */
export interface StrategyRun {
  readonly strategy: string;
  /** Numbers of labels the values were measured at. */
  readonly labels: readonly number[];
  readonly values: readonly number[];
  /** Seconds of fit + score + choose of each query. */
  readonly seconds: readonly number[];
}

/** One repeat of all strategies; plain data. */
export interface RepeatResult {
  readonly repeat: number;
  readonly features: number;
  readonly runs: readonly StrategyRun[];
}

/** One strategy's learning curve over the repeats. */
export interface SimulatedCurve {
  readonly strategy: string;
  readonly labels: readonly number[];
  readonly mean: readonly number[];
  /** Standard error of each mean; null with one repeat. */
  readonly stderr: readonly (number | null)[];
  /** Arithmetic mean of `mean`. */
  readonly area: number;
  readonly areaStderr: number | null;
  /** Median over all queries of fit + score + choose. */
  readonly secondsPerQuery: number;
  /** Paired difference of areas, when `random` was simulated too. */
  readonly versusRandom?: { readonly difference: number; readonly stderr: number | null };
}
