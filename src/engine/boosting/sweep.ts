import type { SortedColumns } from './sortedColumns.ts';

/** Rows that have come to rest in a leaf. */
export const resting = 0xffff;

/**
 * Nodes of one level that may be split, one entry per node in each array. Of the rows left of a cut, w of W, d is the sum
 * of W t − Σ t over their targets t; the squared error falls by d² / (w (W − w)), up to what is the same for all cuts of
 * a node. For targets of ±1 every d is whole, so that equal cuts are equal to the last bit.
 */
export interface Level {
  readonly nodes: Int32Array;
  /** One per row: W t − Σ t in the row's node. */
  readonly deviations: Float64Array;
  /** 1 / (w (W − w)) for w from 0 to W, node after node; not a number where a side is empty. */
  readonly shares: Float64Array;
  /** Where a node's shares begin. */
  readonly firstShares: Int32Array;
  /** The best cut so far: its gain, its feature (−1 for none), and the rows on both sides of it. */
  readonly gains: Float64Array;
  readonly features: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** What a sweep carries of each node: d, the place of its next share, and the place of its last row in the order. */
  readonly sums: Float64Array;
  readonly nextShares: Int32Array;
  readonly last: Int32Array;
}

/** Tries every cut of one feature in every node. Of equal ones the first stays. */
export function sweep(sorted: SortedColumns, feature: number, slots: Uint16Array, level: Level): void {
  if (level.nodes.length === 1) sweepOne(sorted, feature, slots, level);
  else sweepMany(sorted, feature, slots, level);
}

/** A single node needs no tables. */
function sweepOne(
  { rows, order, level: values }: SortedColumns,
  feature: number,
  slots: Uint16Array,
  { deviations, shares, gains, features, low, high }: Level,
): void {
  let best = gains[0]!;
  let sum = 0;
  let share = 0;
  let last = -1;
  const end = (feature + 1) * rows;
  const distinct = values[end - 1] === rows - 1;
  for (let place = feature * rows; place < end; place++) {
    const row = order[place]!;
    if (slots[row] === resting) continue;
    if (distinct || last < 0 || values[place] !== values[last]) {
      const gain = sum * sum * shares[share]!;
      if (gain > best) {
        best = gains[0] = gain;
        features[0] = feature;
        low[0] = order[last]!;
        high[0] = row;
      }
    }
    sum += deviations[row]!;
    share++;
    last = place;
  }
}

function sweepMany(
  { rows, order, level: values }: SortedColumns,
  feature: number,
  slots: Uint16Array,
  level: Level,
): void {
  const { deviations, shares, gains, features, low, high, sums, nextShares, last } = level;
  sums.fill(0);
  nextShares.set(level.firstShares);
  const start = feature * rows;
  // The share before a node's first row is not a number, so that no row is compared with this one.
  last.fill(start);
  const end = start + rows;
  const distinct = values[end - 1] === rows - 1;
  for (let place = start; place < end; place++) {
    const row = order[place]!;
    const slot = slots[row]!;
    if (slot === resting) continue;
    const sum = sums[slot]!;
    const share = nextShares[slot]!;
    if (distinct || values[place] !== values[last[slot]!]) {
      const gain = sum * sum * shares[share]!;
      if (gain > gains[slot]!) {
        gains[slot] = gain;
        features[slot] = feature;
        low[slot] = order[last[slot]!]!;
        high[slot] = row;
      }
    }
    last[slot] = place;
    sums[slot] = sum + deviations[row]!;
    nextShares[slot] = share + 1;
  }
}
