import type { Reason } from '../types.ts';
import type { BatchPlace } from './batch.ts';
import { planOf } from './plan.ts';
import { unlabeled } from './progress.ts';
import type { KnownRanking, RankingCache } from './rankingCache.ts';
import { isOpen, type Situation } from './situation.ts';

/** A question as the session keeps it; its label, flag and note come from the journal when it is shown. */
export interface Asked {
  readonly row: number;
  readonly purpose: 'train' | 'test';
  /** Class number the model predicts, −1 for none. */
  readonly predicted: number;
  readonly probability: number;
  readonly reason: Reason | null;
  readonly score: number | null;
  /** Labels behind the ranking it comes from; null where it was not ranked. */
  readonly round: number | null;
  /** See {@link placed}. */
  readonly batch: BatchPlace | null;
}

/** Of a row that no ranking named. */
export const unranked = { predicted: -1, probability: NaN, score: null, round: null, batch: null };

const drawn: Reason = {
  text: 'Drawn at random to measure the model: it is never learned from, and no suggestion is shown.',
};
const leftForLater: Reason = { text: 'You skipped this sample before; nothing else is left.' };

const purposeOf = ({ heldOut }: Situation, row: number): Asked['purpose'] =>
  heldOut[row] === 1 ? 'test' : 'train';

/** A row of a ranking as a question. */
function fromRanking({ result, round }: KnownRanking, index: number): Asked {
  return {
    row: result.rows[index]!,
    purpose: 'train',
    predicted: result.predicted[index]!,
    probability: result.probabilities[index]!,
    reason: result.reasons[index] ?? null,
    score: result.scores[index]!,
    round,
    batch: null,
  };
}

/** Rows of a ranking that still have no answer, best first. */
export function remaining(ranking: KnownRanking | undefined, situation: Situation): readonly Asked[] {
  if (ranking === undefined) return [];
  const places = [...ranking.result.rows.keys()];
  return places
    .filter((place) => isOpen(situation, ranking.result.rows[place]!))
    .map((place) => fromRanking(ranking, place));
}

/** The next question of a situation; null when nothing is left, undefined while its ranking is not known. */
export function nextAsked(situation: Situation, rankings: RankingCache): Asked | null | undefined {
  const { step, ranking: planned } = planOf(situation);
  if (step.kind === 'done') return null;
  if (step.kind === 'test') return { ...unranked, row: step.row, purpose: 'test', reason: drawn };
  if (step.kind === 'skipped') {
    return { ...unranked, row: step.row, purpose: purposeOf(situation, step.row), reason: leftForLater };
  }
  const ranking = rankings.get(planned.key);
  return ranking && (remaining(ranking, situation)[0] ?? anyLeft(situation));
}

/** Someone went through the whole ranking by hand before its batch was over. */
function anyLeft({ progress, heldOut }: Situation): Asked | null {
  const later = new Set(progress.skipped);
  const row = progress.labels.findIndex(
    (label, index) => label === unlabeled && heldOut[index] === 0 && !later.has(index),
  );
  return row < 0 ? null : { ...unranked, row, purpose: 'train', reason: null };
}

/** A question with its place in the batch: measuring questions and rows that have their label are in none. */
export function placed(asked: Asked, situation: Situation): Asked {
  const open = asked.purpose === 'train' && situation.progress.labels[asked.row] === unlabeled;
  return { ...asked, batch: open ? planOf(situation).place : null };
}

/** A row someone came back to, with what the present ranking says of it. */
export function askRow(row: number, situation: Situation, rankings: RankingCache): Asked {
  const purpose = purposeOf(situation, row);
  const ranking = rankings.get(planOf(situation).ranking.key);
  const index = ranking?.result.rows.indexOf(row) ?? -1;
  if (ranking && index >= 0 && purpose === 'train') return fromRanking(ranking, index);
  return { ...unranked, row, purpose, reason: null };
}
