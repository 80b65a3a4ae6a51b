import type { MlRandomForest } from './mlRandomForest.ts';
import type { Python } from './python.ts';
import type { ScikitLearn } from './scikitLearn.ts';

/** Does the work once and returns the seconds it took. */
export type Run = () => Promise<number>;

/** Who we are measured against. */
export interface Rival {
  readonly name: string;
  /** Threads of both sides in this comparison. */
  readonly threads: number;
  readonly run: Run;
  /** Their time divided by ours that we promise; absent where the rival only stands beside. */
  readonly target?: number;
  /** How many times more work the benchmark is than what the rival ran; its times are multiplied by it. */
  readonly scaledBy?: number;
}

/** A benchmark whose data lie ready. */
export interface Contest {
  readonly ours: Run;
  readonly rivals: readonly Rival[];
  /** What warms caches and the compiler in place of a run of ours, where one takes minutes. */
  readonly warmUp?: () => Promise<unknown>;
  /** What the measured work gave, beside its time; asked after the runs. */
  readonly note?: () => Promise<string>;
  close(): Promise<void> | void;
}

/** What benchmarks are given: threads, a folder for files, and the rivals found on this machine. */
export interface BenchContext {
  readonly threads: number;
  /** A temporary folder, removed after the run. */
  readonly folder: string;
  readonly scikitLearn: ScikitLearn | undefined;
  readonly mlRandomForest: MlRandomForest | undefined;
  readonly pyTorch: Python | undefined;
}

/** Adding a benchmark is a file in this folder and a line in its registry. */
export interface Benchmark {
  readonly id: string;
  readonly title: string;
  /** Benchmarks that are run by the name of their group, and not unless asked for. */
  readonly group?: 'neural' | 'igradv';
  prepare(context: BenchContext): Promise<Contest>;
}

/** One line of the result: a benchmark, against one rival where there is one. Times are medians in seconds. */
export interface BenchResult {
  readonly benchmark: string;
  readonly title: string;
  readonly ours: number;
  readonly rival: string | null;
  readonly threads: number | null;
  readonly theirs: number | null;
  /** Median over the pairs of runs of theirs / ours, and its range. */
  readonly ratio: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly pairs: number;
  readonly target: number | null;
  readonly met: boolean | null;
  readonly scaledBy: number | null;
  /** What the measured work gave, in a sentence. */
  readonly note: string | null;
}
