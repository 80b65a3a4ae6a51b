import type { ForestNodes } from '../forest/forestNodes.ts';
import { thresholdBetween } from '../forest/threshold.ts';
import type { TreeDraws } from '../forest/treeDraws.ts';
import type { SortedColumns } from './sortedColumns.ts';

/** Rows that have come to rest in a leaf. */
const resting = 0xffff;

/** Nodes of one level that may be split, one entry per node in each array. */
interface Level {
  readonly nodes: Int32Array;
  readonly sums: Float64Array;
  readonly weights: Int32Array;
  /** The best cut so far: its gain, its feature (−1 for none), and the rows on both sides of it. */
  readonly gains: Float64Array;
  readonly features: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/**
 * Adds one regression tree to the nodes, by exact least-squares cuts on all rows and all features (Breiman et al. 1984,
 * ch. 8). A whole level is grown in one sweep over every feature: shallow trees have few nodes, so their sums stay at
 * hand and nothing has to be parted. Features are looked at in an order that is drawn, and the first of equals is taken.
 * @param targets one per row.
 * @returns the leaf of each row.
 */
export function growShallowTree(
  sorted: SortedColumns,
  targets: Float64Array,
  maxDepth: number,
  nodes: ForestNodes,
  draws: TreeDraws,
): Int32Array {
  const leaves = new Int32Array(sorted.rows).fill(nodes.addLeaves(1));
  const slots = new Uint16Array(sorted.rows);
  const order = drawnOrder(sorted.features, draws);
  const shares = Float64Array.from({ length: sorted.rows + 1 }, (_, weight) => 1 / weight);
  let open = [leaves[0]!];
  for (let depth = 0; open.length > 0; depth++) {
    const level = measureLevel(open, slots, targets, nodes);
    if (depth === maxDepth) break;
    for (const feature of order) sweep(sorted, feature, slots, targets, level, shares);
    open = split(sorted, level, leaves, slots, nodes);
  }
  return leaves;
}

function drawnOrder(features: number, draws: TreeDraws): Int32Array {
  const order = Int32Array.from({ length: features }, (_, feature) => feature);
  for (let seen = 0; seen < features; seen++) {
    const other = seen + draws.below(features - seen);
    const feature = order[other]!;
    order[other] = order[seen]!;
    order[seen] = feature;
  }
  return order;
}

/** Sums the targets of the given nodes, sets their values, and lays rows of nodes that are pure to rest. */
function measureLevel(
  open: readonly number[],
  slots: Uint16Array,
  targets: Float64Array,
  nodes: ForestNodes,
): Level {
  const sums = new Float64Array(open.length);
  const weights = new Int32Array(open.length);
  const least = new Float64Array(open.length).fill(Infinity);
  const most = new Float64Array(open.length).fill(-Infinity);
  for (let row = 0; row < slots.length; row++) {
    const slot = slots[row]!;
    if (slot === resting) continue;
    sums[slot]! += targets[row]!;
    weights[slot]!++;
    least[slot] = Math.min(least[slot]!, targets[row]!);
    most[slot] = Math.max(most[slot]!, targets[row]!);
  }
  for (let row = 0; row < slots.length; row++) {
    const slot = slots[row]!;
    if (slot !== resting && least[slot] === most[slot]) slots[row] = resting;
  }
  for (const [slot, node] of open.entries()) nodes.value[node] = sums[slot]! / weights[slot]!;
  return {
    ...{ nodes: Int32Array.from(open), sums, weights },
    gains: new Float64Array(open.length).fill(-1),
    features: new Int32Array(open.length).fill(-1),
    ...{ low: new Int32Array(open.length), high: new Int32Array(open.length) },
  };
}

/**
 * Tries every cut of one feature in every node; the gain is the part of the squared error that cuts change.
 * @param shares 1 / weight, for divisions are what a sweep would spend its time on.
 */
function sweep(
  { rows, order, level: values }: SortedColumns,
  feature: number,
  slots: Uint16Array,
  targets: Float64Array,
  { sums, weights, gains, features, low, high }: Level,
  shares: Float64Array,
): void {
  const leftSums = new Float64Array(sums.length);
  const leftWeights = new Int32Array(sums.length);
  const previous = new Int32Array(sums.length);
  const last = new Int32Array(sums.length);
  const end = (feature + 1) * rows;
  for (let place = feature * rows; place < end; place++) {
    const row = order[place]!;
    const slot = slots[row]!;
    if (slot === resting) continue;
    const value = values[place]!;
    const weight = leftWeights[slot]!;
    const sum = leftSums[slot]!;
    if (value !== previous[slot] && weight > 0) {
      const other = sums[slot]! - sum;
      const gain = sum * sum * shares[weight]! + other * other * shares[weights[slot]! - weight]!;
      if (gain > gains[slot]!) {
        gains[slot] = gain;
        features[slot] = feature;
        low[slot] = last[slot]!;
        high[slot] = row;
      }
    }
    previous[slot] = value;
    last[slot] = row;
    leftSums[slot] = sum + targets[row]!;
    leftWeights[slot] = weight + 1;
  }
}

/** Splits the nodes that found a cut, moves their rows to the new leaves, and returns these. */
function split(
  { columns, rows }: SortedColumns,
  { nodes: parents, features, low, high }: Level,
  leaves: Int32Array,
  slots: Uint16Array,
  nodes: ForestNodes,
): number[] {
  const open: number[] = [];
  const firstSlot = parents.map((parent, slot) => {
    const feature = features[slot]!;
    if (feature < 0) return resting;
    const valueOf = (row: number): number => columns[feature * rows + row]!;
    const left = nodes.split(parent, feature, thresholdBetween(valueOf(low[slot]!), valueOf(high[slot]!)));
    return open.push(left, left + 1) - 2;
  });
  for (let row = 0; row < rows; row++) {
    const slot = slots[row]!;
    if (slot === resting) continue;
    const first = firstSlot[slot]!;
    if (first === resting) {
      slots[row] = resting;
      continue;
    }
    const value = columns[features[slot]! * rows + row]!;
    const child = first + (value <= nodes.threshold[parents[slot]!]! ? 0 : 1);
    slots[row] = child;
    leaves[row] = open[child]!;
  }
  return open;
}
