import { trainingRows, trainingRowsThatCame, type Situation } from './situation.ts';

/** Samples asked of a ranking beyond the one on screen, so that a slow model's panel never runs dry. */
export const prefetchedRows = 24;

/** Where a question stands in its batch. */
export interface BatchPlace {
  /** From 1 to `size`. */
  readonly place: number;
  /** Samples of the batch; fewer than the setting where the pool ends. */
  readonly size: number;
}

/** What the ranking of the present batch knows: it is made once, when the batch begins. */
export interface BatchStart {
  /** Training rows before the batch, in the order in which they were labeled. */
  readonly rows: Int32Array;
  /** Rows skipped before the batch. */
  readonly skipped: readonly number[];
}

/**
 * The start of the batch a person is in. Without batches every answer counts at once, skips included. So do, in a batch,
 * as many skips as would use up the samples ranked beyond it.
 */
export function batchOf(situation: Situation): BatchStart {
  const rows = trainingRows(situation);
  const { progress, settings } = situation;
  const { batchSize } = settings;
  const { labeled, skipped, skippedAfter } = progress;
  if (batchSize === 1) return { rows, skipped };
  const before = rows.slice(0, rows.length - answeredInBatch(situation, rows.length));
  const came = trainingRowsThatCame(situation);
  const began = before.length === came ? progress.existing : labeled.indexOf(before.at(-1)!) + 1;
  const known = skippedAfter.filter((after) => after < began).length;
  const inBatch = skipped.length - known;
  return { rows: before, skipped: skipped.slice(0, known + inBatch - (inBatch % prefetchedRows)) };
}

/** @param rankable rows that may be ranked. */
export function placeInBatch(situation: Situation, rankable: number): BatchPlace | null {
  const { batchSize } = situation.settings;
  if (batchSize === 1 || rankable === 0) return null;
  const answered = answeredInBatch(situation, trainingRows(situation).length);
  return { place: answered + 1, size: Math.min(batchSize, answered + rankable) };
}

/** Training labels given since the batch began. */
const answeredInBatch = (situation: Situation, trained: number): number =>
  (trained - trainingRowsThatCame(situation)) % situation.settings.batchSize;
