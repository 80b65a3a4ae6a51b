import { shuffle, shuffled } from '../math/shuffle.ts';
import type { Rng } from '../rng.ts';

export interface Split {
  /** One row of class 1, one of class 0, then random ones. */
  readonly labeled: Int32Array;
  /** All other rows, in random order. */
  readonly pool: Int32Array;
}

/**
 * SPLIT of LAL (Konyushkova et al. 2017, Algorithm 1): a random labeled set that knows both classes.
 * @param labels class (0 or 1) of row `first + index`.
 * @param labeledCount at least 2, fewer than there are rows.
 */
export function splitRows(rng: Rng, labels: Int32Array, first: number, labeledCount: number): Split {
  const order = shuffled(labels.length, rng);
  bringForward(order, 0, (index) => labels[index] === 1);
  bringForward(order, 1, (index) => labels[index] === 0);
  // What was passed over on the way to a rare class stands in front: without new order it would be learned from first.
  shuffle(order.subarray(2), rng);
  const rows = order.map((index) => first + index);
  return { labeled: rows.slice(0, labeledCount), pool: rows.slice(labeledCount) };
}

/** Exchanges the item at `place` with the first from there on that is wanted. */
function bringForward(items: Int32Array, place: number, wanted: (item: number) => boolean): void {
  const found = items.findIndex((item, index) => index >= place && wanted(item));
  const kept = items[place]!;
  items[place] = items[found]!;
  items[found] = kept;
}
