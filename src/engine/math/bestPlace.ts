import { rowKey } from './mixBits.ts';

/**
 * The place of the greatest score, −1 where all are −Infinity. Equals are told apart by the seed and the row alone,
 * as by `chooseBest`, so that the order of the candidates does not matter.
 * @param rows the row of each score, distinct.
 */
export function bestPlace(scores: Float64Array, rows: Int32Array, salt: number): number {
  let best = -1;
  let greatest = -Infinity;
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place]!;
    if (score < greatest || score === -Infinity) continue;
    if (score === greatest && rowKey(rows[place]!, salt) >= rowKey(rows[best]!, salt)) continue;
    best = place;
    greatest = score;
  }
  return best;
}
