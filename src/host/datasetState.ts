import type { CurvePoint } from '../engine/curve.ts';
import type { TrainerState } from './trainerState.ts';

/** What tree, status bar and badge show of a dataset; complete without asking anyone else. */
export interface DatasetState {
  /** Path of the manifest: stable and unique in a window. */
  readonly id: string;
  readonly name: string;
  readonly phase: 'closed' | 'opening' | 'open' | 'failed';
  /** Number of samples; null until the dataset has been opened. */
  readonly rows: number | null;
  readonly labeled: number;
  readonly skipped: number;
  readonly flagged: number;
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  readonly strategy: string;
  /** Samples chosen at once. */
  readonly batchSize: number;
  readonly model: string;
  readonly metric: string;
  readonly curve: readonly CurvePoint[];
  /** Labeled samples that are only measured on. */
  readonly tested: number;
  /** Share of the samples that is set aside for it. */
  readonly testShare: number;
  readonly trainer: TrainerState;
  /** What the training process has to say of this machine, as sentences. */
  readonly trainerNotices: readonly string[];
  /** Labels the last ranking learned from, and how long it took; null before the first. */
  readonly round: { readonly labels: number; readonly seconds: number } | null;
  /** The sample shown was chosen from an older ranking, because the model is slow. */
  readonly stale: boolean;
  /** Its files have changed since it was read. */
  readonly outdated: boolean;
  /** Why the dataset cannot be used, as a sentence; null when all is well. */
  readonly problem: string | null;
  /** What was tolerated while reading, as sentences. */
  readonly notices: readonly string[];
}
