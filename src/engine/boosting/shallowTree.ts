import type { ForestNodes } from '../forest/forestNodes.ts';
import { thresholdBetween } from '../forest/threshold.ts';
import type { TreeDraws } from '../forest/treeDraws.ts';
import type { SortedColumns } from './sortedColumns.ts';
import { resting, sweep, type Level } from './sweep.ts';

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
  let open = [leaves[0]!];
  for (let depth = 0; open.length > 0; depth++) {
    const level = measureLevel(open, slots, targets, nodes);
    if (depth === maxDepth) break;
    for (const feature of order) sweep(sorted, feature, slots, level);
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
  const firstShares = firstSharesOf(weights);
  return {
    nodes: Int32Array.from(open),
    deviations: deviationsOf(slots, targets, sums, weights),
    shares: sharesOf(weights, firstShares),
    firstShares,
    gains: new Float64Array(open.length).fill(-1),
    features: new Int32Array(open.length).fill(-1),
    low: new Int32Array(open.length),
    high: new Int32Array(open.length),
    sums: new Float64Array(open.length),
    nextShares: new Int32Array(open.length),
    last: new Int32Array(open.length),
  };
}

function deviationsOf(
  slots: Uint16Array,
  targets: Float64Array,
  sums: Float64Array,
  weights: Int32Array,
): Float64Array {
  return targets.map((target, row) => {
    const slot = slots[row]!;
    return slot === resting ? 0 : weights[slot]! * target - sums[slot]!;
  });
}

function firstSharesOf(weights: Int32Array): Int32Array {
  let next = 0;
  return weights.map((weight) => (next += weight + 1) - weight - 1);
}

function sharesOf(weights: Int32Array, firstShares: Int32Array): Float64Array {
  const shares = new Float64Array(firstShares.at(-1)! + weights.at(-1)! + 1);
  for (const [slot, weight] of weights.entries()) {
    const first = firstShares[slot]!;
    shares[first] = shares[first + weight] = NaN;
    for (let left = 1; left < weight; left++) shares[first + left] = 1 / (left * (weight - left));
  }
  return shares;
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
