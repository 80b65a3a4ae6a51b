import type { Settings } from '../settings.ts';
import type { Progress } from './progress.ts';

/** Where a person stands: what the next question depends on. */
export interface Situation {
  readonly progress: Progress;
  readonly settings: Settings;
  /** 1 for rows that are only measured on. */
  readonly heldOut: Uint8Array;
}

/** Rows to learn from, in the order in which they were labeled. */
export const trainingRows = ({ progress, heldOut }: Situation): readonly number[] =>
  progress.labeled.filter((row) => progress.labels[row]! >= 0 && heldOut[row] === 0);

/** Held-out rows with a label. */
export const testRows = ({ progress, heldOut }: Situation): readonly number[] =>
  progress.labeled.filter((row) => progress.labels[row]! >= 0 && heldOut[row] === 1);
