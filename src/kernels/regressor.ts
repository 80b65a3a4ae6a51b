// Grows regression trees, one at a time: the same trees as src/engine/forest/plainRegressionTree.ts, which says
// what is done and why. Here is only how it is done fast: lists of packed entries that splits part without
// branches (regression/lists.ts), and {sum, weight} of the targets in one SIMD register (regression/cuts.ts).
import { getF64, setF64, setI32 } from './parts/arrays';
import { startDraws } from './parts/draws';
import { thresholdBetween } from './parts/threshold';
import { bestAt, bestFeature, bestGain, bestSum, bestWeight, findCut } from './regression/cuts';
import { entryAt, part, slotOf, sortLists, valueAt } from './regression/lists';
import { nodeAt, writeLeaf } from './regression/node';
import { addOutOfBag } from './regression/outOfBag';
import {
  decreases,
  draws,
  features,
  fillSlots,
  nodes,
  outOfBagCounts,
  outOfBagSums,
  rows,
  scratch,
  shuffled,
  slotMoment,
  slotTarget,
  slots,
  tasks,
  values,
} from './regression/table';

export {
  decreases,
  draws,
  nodes,
  outOfBagCounts,
  outOfBagSums,
  prepare,
  targets,
  values,
} from './regression/table';

/** A node that will be split: its rows stand at [begin, end) of the list of every feature that varies in it. */
@unmanaged
class Task {
  sum: f64 = 0;
  weight: f64 = 0;
  node: i32 = 0;
  depth: i32 = 0;
  begin: i32 = 0;
  end: i32 = 0;
  /** A feature whose list is in order here. */
  ordered: i32 = 0;
}

/** Depth of the tree grown last. */
export let depth: i32 = 0;

let nodeCount: i32 = 0;
let maxFeatures: i32 = 0;
let maxDepth: i32 = 0;
let minLeaf: f64 = 0;

/**
 * Grows a tree on the rows in `draws`; its nodes, children numbered from the tree's root, are then at `nodes`.
 * @param seed first state of the draws of features.
 * @returns the number of nodes.
 */
export function growTree(seed: u32, featureLimit: i32, depthLimit: i32, leafLimit: f64): i32 {
  startDraws(seed);
  maxFeatures = featureLimit;
  maxDepth = depthLimit;
  minLeaf = leafLimit;
  nodeCount = 0;
  depth = 0;
  memory.fill(decreases, 0, <usize>features << 3);
  for (let feature = 0; feature < features; feature++) setI32(shuffled, feature, feature);
  fillSlots();
  if (slots <= 0x10000) grow<u32>();
  else grow<u64>();
  return nodeCount;
}

/** Predicts every row that the tree did not draw, and adds to the row's sum and count. */
export function predictOutOfBag(): void {
  addOutOfBag(nodes, values, features, rows, draws, outOfBagSums, outOfBagCounts, scratch);
}

function grow<Entry extends number>(): void {
  sortLists<Entry>();
  let total = f64x2.splat(0);
  for (let slot = 0; slot < slots; slot++) total = f64x2.add(total, v128.load(slotMoment + (<usize>slot << 4)));
  const sum = f64x2.extract_lane(total, 0);
  const weight = f64x2.extract_lane(total, 1);
  let top = plan(tasks, nodeCount++, 0, 0, slots, 0, sum, weight);
  while (top > tasks) {
    top -= offsetof<Task>();
    top = split<Entry>(changetype<Task>(top), top);
  }
}

/** Writes the node as a leaf and, where it may be split, puts it on the stack at `top`; returns the new top. */
function plan(
  top: usize,
  node: i32,
  level: i32,
  begin: i32,
  end: i32,
  ordered: i32,
  sum: f64,
  weight: f64,
): usize {
  writeLeaf(nodes, node, sum / weight);
  depth = max(depth, level);
  if (!isOpen(end - begin, level, weight)) return top;
  const task = changetype<Task>(top);
  task.node = node;
  task.depth = level;
  task.begin = begin;
  task.end = end;
  task.ordered = ordered;
  task.sum = sum;
  task.weight = weight;
  return top + offsetof<Task>();
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function isOpen(count: i32, level: i32, weight: f64): bool {
  return count >= 2 && level < maxDepth && weight >= 2 * minLeaf;
}

/** Splits the node where its targets allow it and plans the children; returns the new top of the stack. */
function split<Entry extends number>(task: Task, top: usize): usize {
  if (targetsAreEqual<Entry>(task)) return top;
  const begin = task.begin;
  const end = task.end;
  const level = task.depth + 1;
  findCut<Entry>(begin, end, task.sum, task.weight, maxFeatures, minLeaf);
  const feature = bestFeature;
  if (feature < 0) return top;
  const decrease = bestGain - (task.sum * task.sum) / task.weight;
  setF64(decreases, feature, getF64(decreases, feature) + decrease);

  const left = nodeCount;
  nodeCount += 2;
  const node = nodeAt(nodes, task.node);
  node.feature = feature;
  node.threshold = thresholdBetween(valueAt<Entry>(feature, bestAt - 1), valueAt<Entry>(feature, bestAt));
  node.left = left;

  const sum = task.sum - bestSum;
  const weight = task.weight - bestWeight;
  if (isOpen(bestAt - begin, level, bestWeight) || isOpen(end - bestAt, level, weight)) {
    part<Entry>(feature, begin, bestAt, end);
  }
  top = plan(top, left + 1, level, bestAt, end, feature, sum, weight);
  return plan(top, left, level, begin, bestAt, feature, bestSum, bestWeight);
}

function targetsAreEqual<Entry extends number>(task: Task): bool {
  const end = entryAt<Entry>(task.ordered, task.end);
  let entry = entryAt<Entry>(task.ordered, task.begin);
  const first = load<f64>(slotTarget + (slotOf<Entry>(load<Entry>(entry)) << 3));
  for (entry += sizeof<Entry>(); entry < end; entry += sizeof<Entry>()) {
    if (load<f64>(slotTarget + (slotOf<Entry>(load<Entry>(entry)) << 3)) != first) return false;
  }
  return true;
}
