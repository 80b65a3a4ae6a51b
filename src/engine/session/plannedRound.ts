import type { RoundRequest } from '../learner/types.ts';
import { findStrategy } from '../strategies/index.ts';
import { batchOf, prefetchedRows } from './batch.ts';
import { Fingerprint } from './fingerprint.ts';
import { unknownClass, unlabeled } from './progress.ts';
import { trainingRows, trainingRowsThatCame, type Situation } from './situation.ts';

/** A round to ask the learner for; equal keys stand for equal requests. */
export interface PlannedRound {
  readonly key: string;
  /** Labels it learns from. */
  readonly round: number;
  /** Builds the request, which is not needed when the answer is known. */
  request(): RoundRequest;
}

/** The ranking from which the next training question comes. */
export function planRanking(situation: Situation): PlannedRound {
  const { rows, skipped } = batchOf(situation);
  const { progress } = situation;
  const print = new Fingerprint();
  for (const row of rows) print.add(row, progress.labels[row]!);
  for (const row of skipped) print.add(row, unlabeled);
  for (const row of progress.labeled) if (progress.labels[row] === unknownClass) print.add(row, unknownClass);
  for (const row of measuredRows(situation, rows)) print.add(row, measured);
  return {
    key: `rank ${print.toString()}`,
    round: rows.length,
    request: () => ({
      ...requestOver(situation, rows),
      candidates: candidatesOf(situation, rows, skipped),
      count: prefetchedRows + situation.settings.batchSize,
    }),
  };
}

/** Marks rows in a fingerprint whose order among the labels counts. */
const measured = -7;

/** Of the rows to learn from, those that were asked, as they were answered. */
const queriedRows = (situation: Situation, trainedOn: Int32Array): Int32Array =>
  trainedOn.slice(trainingRowsThatCame(situation));

/** Rows the strategy measures while a network is trained: the newest ones, so that their order makes a difference. */
function measuredRows(situation: Situation, trainedOn: Int32Array): Iterable<number> {
  const { strategy: id, strategyOptions: options, batchSize } = situation.settings;
  const strategy = findStrategy(id);
  if (!strategy.measures) return [];
  return strategy.measures({ queried: queriedRows(situation, trainedOn), batchSize, options })?.rows ?? [];
}

/** Rows that may be ranked: nobody's answer, except those of the present batch, which the ranking does not know. */
function candidatesOf(
  { progress, heldOut }: Situation,
  trainedOn: Int32Array,
  skipped: readonly number[],
): Int32Array {
  const taken = new Uint8Array(progress.labels.length);
  for (const [place, row] of progress.labeled.entries()) {
    if (place < progress.existing || progress.labels[row] === unknownClass) taken[row] = 1;
  }
  for (const row of trainedOn) taken[row] = 1;
  for (const row of skipped) taken[row] = 1;
  const candidates = new Int32Array(taken.length);
  let count = 0;
  for (let row = 0; row < taken.length; row++) {
    if (taken[row] === 0 && heldOut[row] === 0) candidates[count++] = row;
  }
  return candidates.slice(0, count);
}

/** A request that learns from the given rows, the first of those to learn from, ranks nothing and measures nothing. */
export function requestOver(situation: Situation, rows: Int32Array): RoundRequest {
  const { progress, settings } = situation;
  const { seed, model, modelOptions, strategy, strategyOptions, metric, batchSize } = settings;
  const labeledRows = rows.toSorted();
  return {
    seed,
    batchSize,
    model,
    modelOptions,
    strategy,
    strategyOptions,
    metric,
    positiveClass: 1,
    round: rows.length,
    labeledRows,
    labels: labeledRows.map((row) => progress.labels[row]!),
    queried: queriedRows(situation, rows),
    candidates: new Int32Array(0),
    count: 0,
    testRows: new Int32Array(0),
    testLabels: new Int32Array(0),
    ...(progress.classNames && { classNames: progress.classNames }),
  };
}

/** A request that trains the model on all labels. */
export const trainingRequest = (situation: Situation): RoundRequest =>
  requestOver(situation, trainingRows(situation));
