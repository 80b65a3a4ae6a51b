// Trees on up to 64 points of a plane. A node is a pair of masks, its rows by their places on either axis, and a split
// is two intersections with known masks; rows that the tree did not draw go along and are its out-of-bag rows.
import { getF64, getI32, getU64, setF64, setI32 } from '../parts/arrays';
import { drawBelow, startDraws } from '../parts/draws';
import {
  findCut,
  impurity,
  lastPlaceUpTo,
  markCut,
  thresholdOf,
  weightBelow,
} from './cuts';
import { allRows, drawn0, drawRows } from './labeled';
import {
  boxes,
  depths,
  importances,
  inverse,
  mostLabeled,
  openNodes,
  outOfBagTrees,
  outOfBagVotes,
  upTo,
} from './memory';
import { pointCount } from './points';

/** End of the boxes that the forest has made so far. */
export let boxesEnd: usize = 0;

const half: i32 = 0xffff;
let decrease0: f64 = 0;
let decrease1: f64 = 0;

export function startForest(): void {
  boxesEnd = boxes;
  memory.fill(importances, 0, 16);
  memory.fill(outOfBagTrees, 0, mostLabeled * 4);
  memory.fill(outOfBagVotes, 0, mostLabeled * 4);
}

/**
 * An open node, 32 bytes: its masks (u64 each); on either axis the points from and up to which it reaches (4 × u16);
 * its level (i32) and the packed weight of its rows (i32).
 */
const nodeBytes: usize = 32;

/**
 * Grows one tree: its leaves of class 1 become boxes.
 * @returns false where points of both classes lie on each other: such a leaf is beyond this kernel.
 */
export function growTree(seed: u32, tree: i32): bool {
  startDraws(treeSeed(seed, tree));
  const whole = drawRows();
  addOutOfBag(outOfBagTrees, allRows());
  decrease0 = 0;
  decrease1 = 0;
  let depth = 0;
  let firstAxis = 0;
  let top = openNodes;
  store<u64>(top, allRows());
  store<u64>(top, allRows(), 8);
  store<u64>(top, ((<u64>pointCount) << 16) | ((<u64>pointCount) << 48), 16);
  store<i32>(top, 0, 24);
  store<i32>(top, whole, 28);
  top += nodeBytes;
  while (top > openNodes) {
    top -= nodeBytes;
    depth = max(depth, load<i32>(top, 24));
    const weight = load<i32>(top, 28);
    const ones = weight >>> 16;
    if (ones == 0) continue;
    if (ones == (weight & half)) {
      addBox(top);
      continue;
    }
    firstAxis ^= drawBelow(2);
    let axis = firstAxis;
    if (!findCut(axis, load<u64>(top + ((<usize>axis) << 3)), weight)) {
      drawBelow(1);
      axis = 1 - axis;
      if (!findCut(axis, load<u64>(top + ((<usize>axis) << 3)), weight)) return false;
    }
    top = splitNode(top, axis, weight);
  }
  setI32(depths, tree, depth);
  addImportances();
  return true;
}

/** First state of a tree's draws (engine/forest/treeDraws.ts). */
function treeSeed(seed: u32, tree: i32): u32 {
  let hash = seed ^ ((<u32>(tree + 1)) * 0x9e3779b9);
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  hash ^= hash >> 16;
  return hash == 0 ? 1 : hash;
}

/** Puts the two sides of the cut found last in place of the node, the right one on top. @returns the new top. */
function splitNode(node: usize, axis: i32, weight: i32): usize {
  const ones = weight >>> 16;
  const pairs = ones * ((weight & half) - ones);
  const decrease = <f64>pairs * getF64(inverse, weight & half) - impurity;
  if (axis == 0) decrease0 += decrease;
  else decrease1 += decrease;
  const threshold = thresholdOf(axis);
  const last = lastPlaceUpTo(axis, threshold);
  const cut = markCut(axis, threshold);
  const along = ((<u64>2) << last) - 1;
  const across = getU64(upTo, axis * mostLabeled + last);
  const mask0 = load<u64>(node);
  const mask1 = load<u64>(node, 8);
  const left0 = mask0 & (axis == 0 ? along : across);
  const left1 = mask1 & (axis == 0 ? across : along);
  const reach = load<u64>(node, 16);
  const level = load<i32>(node, 24) + 1;
  const right = node + nodeBytes;
  store<u64>(node, left0);
  store<u64>(node, left1, 8);
  store<u16>(node + ((<usize>axis) << 2), cut, 18);
  store<i32>(node, level, 24);
  store<i32>(node, weightBelow, 28);
  store<u64>(right, mask0 & ~left0);
  store<u64>(right, mask1 & ~left1, 8);
  store<u64>(right, reach, 16);
  store<u16>(right + ((<usize>axis) << 2), cut, 16);
  store<i32>(right, level, 24);
  store<i32>(right, weight - weightBelow, 28);
  return right + nodeBytes;
}

/** A leaf of class 1: its points and its out-of-bag rows get a vote. */
function addBox(node: usize): void {
  store<u64>(boxesEnd, load<u64>(node, 16));
  boxesEnd += 8;
  addOutOfBag(outOfBagVotes, load<u64>(node));
}

/** Counts those of the rows, a mask of places on the first axis, that the tree did not draw. */
function addOutOfBag(counts: usize, rows: u64): void {
  for (let open = rows & ~drawn0; open != 0; open &= open - 1) {
    const place = <i32>ctz(open);
    setI32(counts, place, getI32(counts, place) + 1);
  }
}

function addImportances(): void {
  const total = decrease0 + decrease1;
  if (!(total > 0)) return;
  setF64(importances, 0, getF64(importances, 0) + decrease0 / total);
  setF64(importances, 1, getF64(importances, 1) + decrease1 / total);
}
