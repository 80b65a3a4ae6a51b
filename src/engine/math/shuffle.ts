import type { Rng } from '../rng.ts';

/** Puts the items in an order drawn from the stream, in place (Fisher and Yates), and returns them. */
export function shuffle(items: Int32Array, rng: Rng): Int32Array {
  for (let last = items.length - 1; last > 0; last--) {
    const other = rng.below(last + 1);
    const kept = items[last]!;
    items[last] = items[other]!;
    items[other] = kept;
  }
  return items;
}

/** The numbers below `count` in an order drawn from the stream. */
export const shuffled = (count: number, rng: Rng): Int32Array =>
  shuffle(
    Int32Array.from({ length: count }, (_, index) => index),
    rng,
  );
