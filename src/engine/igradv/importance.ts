import { rowKey } from '../math/mixBits.ts';
import type { GradientScalars } from '../network/gradients.ts';
import type { ImportanceScore } from './scores.ts';

/** The score of each measured row, averaged over the measured epochs. */
export function averageImportance(moments: readonly GradientScalars[], score: ImportanceScore): Float64Array {
  const sums = new Float64Array(moments[0]!.along.length);
  for (const moment of moments) {
    score(moment).forEach((value, index) => (sums[index]! += value / moments.length));
  }
  return sums;
}

/** The values of the bins: bottom quarter, the middle, top quarter. */
export const binValues = [0, 0.5, 1] as const;

/**
 * The bin of each score by its rank: the ⌈k/4⌉ greatest are in bin 2, the ⌈k/4⌉ smallest in bin 0, the others in bin 1
 * (RDS and RLD of the IGradV paper). Equal scores are put in an order drawn from the salt.
 */
export function binByRank(scores: Float64Array, rows: Int32Array, salt: number): Int32Array {
  const ascending = Array.from(scores.keys()).sort(
    (a, b) => scores[a]! - scores[b]! || rowKey(rows[a]!, salt) - rowKey(rows[b]!, salt),
  );
  const quarter = Math.ceil(scores.length / 4);
  const bins = new Int32Array(scores.length).fill(1);
  for (const index of ascending.slice(0, quarter)) bins[index] = 0;
  for (const index of ascending.slice(-quarter)) bins[index] = 2;
  return bins;
}
