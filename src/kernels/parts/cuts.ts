// The search for the purest cut of a node; the engine's ClassCutSearch says how impurity is counted. Both add,
// multiply and compare the same numbers in the same order, so both find the same cuts.
//
// A row's entry in `weights` holds how often it is drawn in the lower half. The upper half holds, with two
// classes, that weight again if the row is of class 1, so that one addition sums both; else the row's class.
import { getF32, getF64, getI32, getU16, getU64, setI32, setU64 } from './arrays';
import {
  ascending,
  bitmap,
  classes,
  columns,
  inverse,
  lefts,
  members,
  order,
  position,
  ranked,
  rows,
  totals,
  weights,
} from './forestMemory';

/** Weight of the node at hand, of its class 1 where there are two, and its pairs of draws of different classes. */
export let nodeWeight: i32 = 0;
let nodeOnes: i32 = 0;
export let nodePairs: i32 = 0;

/** The best cut so far: its impurity, and the rows just below and above it. */
export let bestImpurity: f64 = Infinity;
export let bestBelow: i32 = -1;
export let bestAbove: i32 = -1;

const half: i32 = 0xffff;

/** Counts the classes of a node and forgets the best cut. */
export function enterNode(start: i32, end: i32): void {
  bestImpurity = Infinity;
  if (classes == 2) countTwoClasses(start, end);
  else countClasses(start, end);
}

function countTwoClasses(start: i32, end: i32): void {
  let sum = 0;
  for (let index = start; index < end; index++) sum += getI32(weights, getU16(members, index));
  nodeWeight = sum & half;
  nodeOnes = sum >>> 16;
  nodePairs = nodeOnes * (nodeWeight - nodeOnes);
  setI32(totals, 0, nodeWeight - nodeOnes);
  setI32(totals, 1, nodeOnes);
}

function countClasses(start: i32, end: i32): void {
  memory.fill(totals, 0, (<usize>classes) << 2);
  nodeWeight = 0;
  nodePairs = 0;
  for (let index = start; index < end; index++) {
    const entry = getI32(weights, getU16(members, index));
    const weight = entry & half;
    const label = entry >>> 16;
    const ofClass = getI32(totals, label);
    nodePairs += weight * (nodeWeight - ofClass);
    nodeWeight += weight;
    setI32(totals, label, ofClass + weight);
  }
}

/**
 * Tries every cut of one feature.
 * @returns 0 where the feature is constant in the node, 2 with a new best cut, else 1.
 */
export function tryFeature(feature: i32, start: i32, end: i32, minLeaf: i32): i32 {
  const offset = feature * rows;
  const distinct = load<u8>(ranked + feature) == 1;
  if (!distinct && isConstant(columns + ((<usize>offset) << 2), start, end)) return 0;
  sortMembers(offset, start, end);
  const count = end - start;
  const cut =
    classes == 2
      ? distinct && minLeaf == 1
        ? sweepDistinct(count)
        : sweepTwoClasses(offset, count, minLeaf)
      : sweepClasses(offset, count, minLeaf);
  if (cut == 0) return 1;
  bestBelow = getU16(ascending, cut - 1);
  bestAbove = getU16(ascending, cut);
  return 2;
}

/** Mostly found out by the first two rows; where not, it still costs less than to sort equal values. */
function isConstant(column: usize, start: i32, end: i32): bool {
  const last = members + ((<usize>end) << 1);
  let member = members + ((<usize>start) << 1);
  const value = getF32(column, load<u16>(member));
  for (member += 2; member < last; member += 2) {
    if (getF32(column, load<u16>(member)) != value) return false;
  }
  return true;
}

/** Sets a bit at each member's place, then walks the bits: no comparisons. Up to 64 rows need one word. */
function sortMembers(offset: i32, start: i32, end: i32): void {
  const places = position + (<usize>offset << 1);
  const rowAt = order + (<usize>offset << 1);
  // Locals, here and below: the compiler must assume that a global changes.
  const words = bitmap;
  const last = members + (<usize>end << 1);
  let member = members + (<usize>start << 1);
  if (rows <= 64) {
    let word: u64 = 0;
    for (; member < last; member += 2) {
      const place = getU16(places, load<u16>(member));
      word |= (<u64>1) << place;
    }
    walkBits(word, rowAt, ascending);
    return;
  }
  let used: u64 = 0;
  for (; member < last; member += 2) {
    const place = getU16(places, load<u16>(member));
    const word = place >> 6;
    used |= (<u64>1) << word;
    setU64(words, word, getU64(words, word) | ((<u64>1) << place));
  }
  let target = ascending;
  for (; used != 0; used &= used - 1) {
    const word = <i32>ctz(used);
    target = walkBits(getU64(words, word), rowAt + (<usize>word << 7), target);
    setU64(words, word, 0);
  }
}

/** Writes the rows at the set places and returns the address after the last. */
function walkBits(word: u64, rowAt: usize, target: usize): usize {
  for (; word != 0; word &= word - 1) {
    store<u16>(target, load<u16>(rowAt + ((<usize>ctz(word)) << 1)));
    target += 2;
  }
  return target;
}

/** Σ pairs / weight of both sides, from the packed sum of the left one. */
function twoClassImpurity(sum: i32, weight: i32, ones: i32, inverses: usize): f64 {
  const leftWeight = sum & half;
  const leftOnes = sum >>> 16;
  const rightWeight = weight - leftWeight;
  const rightOnes = ones - leftOnes;
  return (
    <f64>(leftOnes * (leftWeight - leftOnes)) * getF64(inverses, leftWeight) +
    <f64>(rightOnes * (rightWeight - rightOnes)) * getF64(inverses, rightWeight)
  );
}

/** Two classes, no equal values, any leaf allowed. @returns where the best new cut is, or 0. */
function sweepDistinct(count: i32): i32 {
  const weight = nodeWeight;
  const ones = nodeOnes;
  const sorted = ascending;
  const entries = weights;
  const inverses = inverse;
  let best = bestImpurity;
  let cut = 0;
  let sum = getI32(entries, getU16(sorted, 0));
  for (let index = 1; index < count; index++) {
    const impurity = twoClassImpurity(sum, weight, ones, inverses);
    if (impurity < best) {
      best = impurity;
      cut = index;
    }
    sum += getI32(entries, getU16(sorted, index));
  }
  bestImpurity = best;
  return cut;
}

/** Two classes; a cut must part different values and leave both sides heavy enough. */
function sweepTwoClasses(offset: i32, count: i32, minLeaf: i32): i32 {
  const weight = nodeWeight;
  const ones = nodeOnes;
  const sorted = ascending;
  const entries = weights;
  const inverses = inverse;
  const column = columns + (<usize>offset << 2);
  let best = bestImpurity;
  let cut = 0;
  let sum = 0;
  let previous: f32 = Infinity;
  for (let index = 0; index < count; index++) {
    const row = getU16(sorted, index);
    const value = getF32(column, row);
    const left = sum & half;
    if (value > previous && left >= minLeaf && weight - left >= minLeaf) {
      const impurity = twoClassImpurity(sum, weight, ones, inverses);
      if (impurity < best) {
        best = impurity;
        cut = index;
      }
    }
    sum += getI32(entries, row);
    previous = value;
  }
  bestImpurity = best;
  return cut;
}

/** Any number of classes: the pairs of both sides follow from those before each row moves to the left. */
function sweepClasses(offset: i32, count: i32, minLeaf: i32): i32 {
  const weight = nodeWeight;
  const sorted = ascending;
  const entries = weights;
  const inverses = inverse;
  const wholes = totals;
  const counts = lefts;
  const column = columns + (<usize>offset << 2);
  memory.fill(counts, 0, (<usize>classes) << 2);
  let best = bestImpurity;
  let cut = 0;
  let left = 0;
  let leftPairs = 0;
  let rightPairs = nodePairs;
  let previous: f32 = Infinity;
  for (let index = 0; index < count; index++) {
    const row = getU16(sorted, index);
    const value = getF32(column, row);
    const right = weight - left;
    if (value > previous && left >= minLeaf && right >= minLeaf) {
      const impurity = <f64>leftPairs * getF64(inverses, left) + <f64>rightPairs * getF64(inverses, right);
      if (impurity < best) {
        best = impurity;
        cut = index;
      }
    }
    const entry = getI32(entries, row);
    const moved = entry & half;
    const label = entry >>> 16;
    const ofClass = getI32(counts, label);
    leftPairs += moved * (left - ofClass);
    rightPairs -= moved * (right - (getI32(wholes, label) - ofClass));
    setI32(counts, label, ofClass + moved);
    left += moved;
    previous = value;
  }
  bestImpurity = best;
  return cut;
}
