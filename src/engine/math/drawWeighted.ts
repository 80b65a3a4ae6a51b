import type { Rng } from '../rng.ts';
import { sum } from './sum.ts';

/** An index drawn with a probability that is proportional to its weight; −1 where all weights are 0. */
export function drawWeighted(weights: Float64Array, rng: Rng): number {
  let left = rng.uniform() * sum(weights);
  let last = -1;
  for (let index = 0; index < weights.length; index++) {
    if (weights[index] === 0) continue;
    last = index;
    left -= weights[index]!;
    if (left < 0) break;
  }
  return last;
}
