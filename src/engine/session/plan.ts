import { drawTestRow, isTestPlace } from '../heldOut.ts';
import { placeInBatch, type BatchPlace } from './batch.ts';
import { planRanking, type PlannedRound } from './plannedRound.ts';
import { unlabeled } from './progress.ts';
import { remembered } from '../remembered.ts';
import type { Situation } from './situation.ts';

/** How the next question comes about. */
export type Step =
  /** Drawn at random from the held-out samples. */
  | { readonly kind: 'test'; readonly row: number }
  /** The best row of a ranking that has no answer yet. */
  | { readonly kind: 'rank' }
  /** Left for later before; nothing else is left. */
  | { readonly kind: 'skipped'; readonly row: number }
  | { readonly kind: 'done' };

/** What follows from a situation. */
export interface Plan {
  /** How the next question comes about. */
  readonly step: Step;
  /** The ranking from which training questions come, whether or not the next one is of them. */
  readonly ranking: PlannedRound;
  /** Rows that may be ranked. */
  readonly rankable: number;
  /** Where the next ranked question stands in its batch; null where there are no batches, or nothing to rank. */
  readonly place: BatchPlace | null;
}

/** The plan of a situation, made once: sessions ask for it often, and pools are large. */
export const planOf = remembered((situation: Situation): Plan => {
  const rankable = countRankable(situation);
  return {
    step: planNext(situation, rankable),
    ranking: planRanking(situation),
    rankable,
    place: placeInBatch(situation, rankable),
  };
});

function countRankable({ progress: { labels, labeled, skipped }, heldOut }: Situation): number {
  let rankable = labels.length - countHeldOut(heldOut);
  for (const row of labeled) rankable -= 1 - heldOut[row]!;
  for (const row of skipped) rankable -= 1 - heldOut[row]!;
  return rankable;
}

/** Membership changes with the seed only, and pools are large. */
const countHeldOut = remembered((heldOut: Uint8Array) => heldOut.reduce((sum, flag) => sum + flag, 0));

/** Which kind of question comes next. A pure function of what has been answered: reopening asks the same. */
function planNext(situation: Situation, rankable: number): Step {
  const { labeled, skipped } = situation.progress;
  const { seed, testShare } = situation.settings;
  const question = labeled.length;
  const testing = rankable === 0 || isTestPlace(question, seed, testShare);
  const testRow = testing ? drawTestRow(openTestRows(situation), question, seed) : null;
  if (testRow !== null) return { kind: 'test', row: testRow };
  if (rankable > 0) return { kind: 'rank' };
  const [row] = skipped;
  return row === undefined ? { kind: 'done' } : { kind: 'skipped', row };
}

/** Held-out rows nobody has answered or skipped. */
function openTestRows({ progress: { labels, skipped }, heldOut }: Situation): readonly number[] {
  const later = new Set(skipped);
  const open: number[] = [];
  for (let row = 0; row < labels.length; row++) {
    if (heldOut[row] === 1 && labels[row] === unlabeled && !later.has(row)) open.push(row);
  }
  return open;
}
