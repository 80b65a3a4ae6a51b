import { likeliest } from '../../math/topTwo.ts';
import type { Probabilities, Round } from '../../types.ts';
import { rewardExperts } from './bandit.ts';
import type { AlbeState, PendingRow } from './state.ts';

/** The state after the answers to what was chosen before; what was chosen and got no answer is forgotten. */
export function learnAnswers(round: Round, predicted: Probabilities, state: AlbeState): AlbeState {
  const labeled = new Set(round.training.rows);
  const answered = state.pending.filter(({ row }) => labeled.has(row));
  let learned: AlbeState = { ...state, pending: [] };
  for (const draw of answered) learned = learnAnswer(round, predicted, learned, draw);
  return learned;
}

/** The state after the answer to one draw: its row counts, and the experts that advised it are rewarded. */
export function learnAnswer(
  round: Round,
  predicted: Probabilities,
  { bandit, asked, pending }: AlbeState,
  draw: PendingRow,
): AlbeState {
  const state = { bandit, asked: [...asked, { row: draw.row, weight: 1 / draw.chance }], pending };
  return { ...state, bandit: rewardExperts(bandit, draw, rewardOf(round, predicted, state)) };
}

/** Importance-weighted accuracy on what was asked: Σ weight · [right] / (n T). */
function rewardOf(round: Round, predicted: Probabilities, { bandit, asked }: AlbeState): number {
  const { rows, labels } = round.training;
  const labelOf = new Map([...rows].map((row, index) => [row, labels[index]!]));
  let right = 0;
  for (const { row, weight } of asked) if (labelOf.get(row) === likeliest(predicted, row)) right += weight;
  return right / ((rows.length + round.candidates.length) * bandit.horizon);
}
