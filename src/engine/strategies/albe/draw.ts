import { checkCancelled } from '../../cancel.ts';
import type { Probabilities, Round } from '../../types.ts';
import { expertShares } from './bandit.ts';
import { learnAnswer } from './learn.ts';
import type { Pool } from './pool.ts';
import type { AlbeState } from './state.ts';

/** Labeled rows that may be drawn in a row before only open ones are. */
const patience = 1000;

/** Samples drawn together, and what the bandit has learned by then. */
export interface DrawnBatch {
  /** Places in `round.candidates`. */
  readonly places: Int32Array;
  /** Its last pending rows are those of the batch, in the same order. */
  readonly state: AlbeState;
}

/**
 * Draws a batch from a pool. A labeled row that is drawn has its answer already: it rewards the experts at once, and
 * another one is drawn.
 * @throws CancelledError between draws.
 */
export function drawBatch(
  round: Round,
  count: number,
  pool: Pool,
  predicted: Probabilities,
  start: AlbeState,
): DrawnBatch {
  const { training, candidates, signal } = round;
  const wanted = Math.min(count, candidates.length);
  const rng = round.rng.fork('draw');
  const places: number[] = [];
  let state = start;
  let labeledDrawn = 0;
  while (places.length < wanted) {
    checkCancelled(signal);
    const shares = expertShares(state.bandit);
    const place = drawPlace(pool, shares, rng, labeledDrawn < patience);
    if (place >= 0) {
      const drawn = { row: candidates[place]!, ...pool.drawAt(place, shares) };
      state = { ...state, pending: [...state.pending, drawn] };
      pool.take(place);
      places.push(place);
      continue;
    }
    labeledDrawn++;
    const row = training.rows[rng.below(training.rows.length)];
    if (row !== undefined)
      state = learnAnswer(round, predicted, state, { row, ...pool.drawAt(place, shares) });
  }
  return { places: Int32Array.from(places), state };
}

/** One draw by the experts' shares. */
function drawPlace(pool: Pool, shares: readonly number[], rng: Round['rng'], labeledToo: boolean): number {
  const [first, second] = shares as readonly [number, number];
  const [uncertain, representative] = pool.favorites() as readonly [number, number];
  const choice = rng.uniform();
  if (choice < first) return uncertain;
  if (choice < first + second) return representative;
  return pool.drawUniform(rng.uniform(), labeledToo);
}
