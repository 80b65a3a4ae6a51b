// The purest cut of a node along one axis. It multiplies, adds and compares what the classifier kernel does, in the
// same order, so it finds the same cuts (parts/cuts.ts, engine/forest/classCutSearch.ts).
import { getF32, getF64, getI32, setU16, getU16, getU64, setU64 } from '../parts/arrays';
import { thresholdBetween } from '../parts/threshold';
import { drawn0, drawn1 } from './labeled';
import { ascending, inverse, knownCuts, marks, markWords, mostLabeled, weights } from './memory';
import { pointCount, pointsUpTo } from './points';

/** The cut found last: places of the drawn rows just below and above it, packed weight left of it, impurity. */
export let below: i32 = 0;
export let above: i32 = 0;
export let weightBelow: i32 = 0;
export let impurity: f64 = 0;

const half: i32 = 0xffff;

/**
 * @param rows mask of the node's rows on that axis.
 * @param whole packed weight of the node.
 * @returns whether there is a cut, which there is unless all drawn rows of the node have the same value.
 */
export function findCut(axis: i32, rows: u64, whole: i32): bool {
  const values = ascending + ((<usize>(axis * mostLabeled)) << 2);
  const entries = weights + ((<usize>(axis * mostLabeled)) << 2);
  const inverses = inverse;
  const weight = whole & half;
  const ones = whole >>> 16;
  let best: f64 = Infinity;
  let open = rows & (axis == 0 ? drawn0 : drawn1);
  let previous = <i32>ctz(open);
  let sum = getI32(entries, previous);
  for (open &= open - 1; open != 0; open &= open - 1) {
    const place = <i32>ctz(open);
    if (getF32(values, place) > getF32(values, previous)) {
      const left = sum & half;
      const leftOnes = sum >>> 16;
      const right = weight - left;
      const rightOnes = ones - leftOnes;
      const found =
        <f64>(leftOnes * (left - leftOnes)) * getF64(inverses, left) +
        <f64>(rightOnes * (right - rightOnes)) * getF64(inverses, right);
      if (found < best) {
        best = found;
        below = previous;
        above = place;
        weightBelow = sum;
      }
    }
    sum += getI32(entries, place);
    previous = place;
  }
  impurity = best;
  return best != Infinity;
}

/** The threshold of the cut found last. */
export function thresholdOf(axis: i32): f32 {
  const values = ascending + ((<usize>(axis * mostLabeled)) << 2);
  return thresholdBetween(getF32(values, below), getF32(values, above));
}

/** The last place whose value is not above the threshold: rows that were not drawn may lie between the two. */
export function lastPlaceUpTo(axis: i32, threshold: f32): i32 {
  const values = ascending + ((<usize>(axis * mostLabeled)) << 2);
  let place = below;
  while (getF32(values, place + 1) <= threshold) place++;
  return place;
}

/** Number of points up to the threshold of the cut found last; the grid of votes gets a line there. */
export function markCut(axis: i32, threshold: f32): i32 {
  const known = (axis * mostLabeled + below) * mostLabeled + above;
  let count = getU16(knownCuts, known);
  if (count == 0xffff) {
    count = pointsUpTo(axis, threshold);
    setU16(knownCuts, known, count);
  }
  if (count > 0 && count < pointCount) {
    const word = axis * markWords + (count >> 6);
    setU64(marks, word, getU64(marks, word) | ((<u64>1) << (count & 63)));
  }
  return count;
}
