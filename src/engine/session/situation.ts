import type { Settings } from '../settings.ts';
import { unlabeled, type Progress } from './progress.ts';

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

/** Whether a row may still be asked to learn from: nobody has labeled or skipped it, and it is not held out. */
export const isOpen = ({ progress, heldOut }: Situation, row: number): boolean =>
  progress.labels[row] === unlabeled && heldOut[row] === 0 && !progress.skipped.includes(row);
