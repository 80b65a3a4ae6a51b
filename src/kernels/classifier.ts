// Grows classification trees on up to 4,096 rows: the same trees, thresholds, votes and importances as
// src/engine/forest/classificationTree.ts, which says what is done and why. Here is only how it is done fast.
import { getF32, getF64, getI32, getU16, setF32, setF64, setI32, setU16 } from './parts/arrays';
import {
  bestAbove,
  bestBelow,
  bestImpurity,
  enterNode,
  nodePairs,
  nodeWeight,
  tryFeature,
} from './parts/cuts';
import { drawBelow, startDraws } from './parts/draws';
import {
  classes,
  columns,
  decreases,
  features,
  importances,
  inverse,
  labels,
  members,
  nodeFeature,
  nodeLeft,
  nodeShares,
  nodeThreshold,
  openNodes,
  position,
  ranked,
  rows,
  shuffled,
  totals,
  votes,
  weights,
} from './parts/forestMemory';
import { rank } from './parts/ranks';
import { thresholdBetween } from './parts/threshold';

export {
  columns,
  importances,
  labels,
  nodeFeature,
  nodeLeft,
  nodeShares,
  nodeThreshold,
  prepare,
  votes,
} from './parts/forestMemory';

/** Nodes of the tree at hand. */
let nodeCount: i32 = 0;
/** Depth of the tree grown last. */
export let depth: i32 = 0;

/**
 * Grows one tree; its nodes, children numbered from the tree's root, are then at the node addresses.
 * @param seed first state of the tree's draws.
 * @returns the number of nodes.
 */
export function growTree(seed: u32, draws: i32, maxFeatures: i32, maxDepth: i32, minLeaf: i32): i32 {
  startDraws(seed);
  const drawn = drawRows(draws);
  for (let feature = 0; feature < features; feature++) setI32(shuffled, feature, feature);
  memory.fill(decreases, 0, (<usize>features) << 3);
  nodeCount = 0;
  depth = 0;
  let top = openNodes;
  top = pushNode(top, addLeaf(), 0, drawn, 0);
  while (top > openNodes) {
    top -= 16;
    const node = load<i32>(top);
    const start = load<i32>(top, 4);
    const end = load<i32>(top, 8);
    const level = load<i32>(top, 12);
    depth = max(depth, level);
    const feature = chooseFeature(start, end, level < maxDepth ? maxFeatures : 0, minLeaf);
    writeShares(node);
    if (feature < 0) continue;
    const middle = partition(feature, start, end);
    const left = splitNode(node, feature);
    top = pushNode(top, left, start, middle, level + 1);
    top = pushNode(top, left + 1, middle, end, level + 1);
  }
  addImportances();
  addVotes();
  return nodeCount;
}

/** Bootstrap. @returns the number of different rows drawn. */
function drawRows(draws: i32): i32 {
  memory.fill(weights, 0, (<usize>rows) << 2);
  for (let draw = 0; draw < draws; draw++) {
    const row = drawBelow(rows);
    setI32(weights, row, getI32(weights, row) + 1);
  }
  let drawn = 0;
  for (let row = 0; row < rows; row++) {
    const weight = getI32(weights, row);
    if (weight == 0) continue;
    const label = getU16(labels, row);
    setI32(weights, row, weight | ((classes == 2 ? weight * label : label) << 16));
    setU16(members, drawn++, row);
  }
  return drawn;
}

function addLeaf(): i32 {
  setI32(nodeFeature, nodeCount, -1);
  setI32(nodeLeft, nodeCount, -1);
  setF32(nodeThreshold, nodeCount, 0);
  return nodeCount++;
}

function pushNode(top: usize, node: i32, start: i32, end: i32, level: i32): usize {
  store<i32>(top, node);
  store<i32>(top, start, 4);
  store<i32>(top, end, 8);
  store<i32>(top, level, 12);
  return top + 16;
}

/** @returns the feature of the best cut, or −1 for a leaf, as which `maxFeatures` of 0 marks the node. */
function chooseFeature(start: i32, end: i32, maxFeatures: i32, minLeaf: i32): i32 {
  enterNode(start, end);
  if (nodePairs == 0 || maxFeatures == 0) return -1;
  let chosen = -1;
  let usable = 0;
  for (let seen = 0; seen < features && (seen < maxFeatures || usable == 0); seen++) {
    const place = seen + drawBelow(features - seen);
    const feature = getI32(shuffled, place);
    setI32(shuffled, place, getI32(shuffled, seen));
    setI32(shuffled, seen, feature);
    if (load<u8>(ranked + feature) == 0) rank(feature);
    const found = tryFeature(feature, start, end, minLeaf);
    if (found > 0) usable++;
    if (found == 2) chosen = feature;
    if (bestImpurity == 0) break;
  }
  return chosen;
}

function writeShares(node: i32): void {
  for (let label = 0; label < classes; label++) {
    const share = <f64>getI32(totals, label) / <f64>nodeWeight;
    setF32(nodeShares, node * classes + label, <f32>share);
  }
}

function partition(feature: i32, start: i32, end: i32): i32 {
  const places = position + ((<usize>(feature * rows)) << 1);
  const lastLeft = getU16(places, bestBelow);
  let front = start;
  let back = end - 1;
  while (front <= back) {
    const row = getU16(members, front);
    if (getU16(places, row) <= lastLeft) {
      front++;
    } else {
      setU16(members, front, getU16(members, back));
      setU16(members, back--, row);
    }
  }
  return front;
}

function splitNode(node: i32, feature: i32): i32 {
  const offset = feature * rows;
  const gain = <f64>nodePairs * getF64(inverse, nodeWeight) - bestImpurity;
  setF64(decreases, feature, getF64(decreases, feature) + gain);
  const low = getF32(columns, offset + bestBelow);
  const high = getF32(columns, offset + bestAbove);
  const left = addLeaf();
  addLeaf();
  setI32(nodeFeature, node, feature);
  setF32(nodeThreshold, node, thresholdBetween(low, high));
  setI32(nodeLeft, node, left);
  return left;
}

function addImportances(): void {
  let total: f64 = 0;
  for (let feature = 0; feature < features; feature++) total += getF64(decreases, feature);
  if (!(total > 0)) return;
  for (let feature = 0; feature < features; feature++) {
    setF64(importances, feature, getF64(importances, feature) + getF64(decreases, feature) / total);
  }
}

/** Adds the tree's class shares to the votes of the rows it did not draw. */
function addVotes(): void {
  for (let row = 0; row < rows; row++) {
    if (getI32(weights, row) != 0) continue;
    const shares = leafOf(row) * classes;
    const sums = row * classes;
    for (let label = 0; label < classes; label++) {
      setF64(votes, sums + label, getF64(votes, sums + label) + <f64>getF32(nodeShares, shares + label));
    }
  }
}

function leafOf(row: i32): i32 {
  let node = 0;
  let feature = getI32(nodeFeature, 0);
  while (feature >= 0) {
    const right = getF32(columns, feature * rows + row) > getF32(nodeThreshold, node);
    node = getI32(nodeLeft, node) + (right ? 1 : 0);
    feature = getI32(nodeFeature, node);
  }
  return node;
}
