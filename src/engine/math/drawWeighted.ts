import type { Rng } from '../rng.ts';

/** An index drawn with a probability that is proportional to its weight; −1 where all weights are 0. */
export function drawWeighted(weights: Float64Array, rng: Rng): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let left = rng.uniform() * total;
  let last = -1;
  for (let index = 0; index < weights.length; index++) {
    if (weights[index] === 0) continue;
    last = index;
    left -= weights[index]!;
    if (left < 0) break;
  }
  return last;
}
