import type { Settings } from '../settings.ts';
import { unlabeled, type Progress } from './progress.ts';
import { remembered } from '../remembered.ts';

/** Where a person stands: what the next question depends on. */
export interface Situation {
  readonly progress: Progress;
  readonly settings: Settings;
  /** 1 for rows that are only measured on. */
  readonly heldOut: Uint8Array;
}

/** Labeled rows with a class, in the order in which they were labeled. Made once: sessions ask for them often. */
const splitOf = remembered(({ progress, heldOut }: Situation) => {
  const { labels, labeled, existing } = progress;
  const training = new Int32Array(labeled.length);
  const test = new Int32Array(labeled.length);
  const count = { training: 0, test: 0, came: 0 };
  for (let place = 0; place < labeled.length; place++) {
    const row = labeled[place]!;
    if (labels[row]! < 0) continue;
    if (heldOut[row] === 1) test[count.test++] = row;
    else {
      training[count.training++] = row;
      if (place < existing) count.came++;
    }
  }
  return {
    training: training.slice(0, count.training),
    test: test.slice(0, count.test),
    came: count.came,
  };
});

/** Rows to learn from, in the order in which they were labeled. */
export const trainingRows = (situation: Situation): Int32Array => splitOf(situation).training;

/** Held-out rows with a label. */
export const testRows = (situation: Situation): Int32Array => splitOf(situation).test;

/** How many of the rows to learn from, the first ones, the data came with. */
export const trainingRowsThatCame = (situation: Situation): number => splitOf(situation).came;

/** Whether a row may still be asked to learn from: nobody has labeled or skipped it, and it is not held out. */
export const isOpen = ({ progress, heldOut }: Situation, row: number): boolean =>
  progress.labels[row] === unlabeled && heldOut[row] === 0 && !progress.skipped.includes(row);
