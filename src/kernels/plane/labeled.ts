// The labeled points: their order on both axes, and what a bootstrap draws of them.
import { getF32, getI32, setF32, setI32, setU64 } from '../parts/arrays';
import { drawBelow } from '../parts/draws';
import {
  ascending,
  classAt,
  knownCuts,
  labeled,
  labels,
  mostLabeled,
  placeOfRow,
  upTo,
  weights,
} from './memory';

export let rows: i32 = 0;

/** Rows that the tree at hand draws, as masks of places on either axis. */
export let drawn0: u64 = 0;
export let drawn1: u64 = 0;

/** The place of a row on an axis. */
export function placeOf(axis: i32, row: i32): i32 {
  return <i32>load<u8>(placeOfRow + axis * mostLabeled + row);
}

/** Ranks the labeled points that the caller has written. Equal values keep the order of their rows. */
export function rankLabeled(count: i32): void {
  rows = count;
  for (let axis = 0; axis < 2; axis++) {
    const values = labeled + ((<usize>(axis * mostLabeled)) << 2);
    for (let row = 0; row < count; row++) {
      const value = getF32(values, row);
      let place = 0;
      for (let other = 0; other < count; other++) {
        const earlier = getF32(values, other);
        place += earlier < value || (earlier == value && other < row) ? 1 : 0;
      }
      store<u8>(placeOfRow + axis * mostLabeled + row, place);
      setF32(ascending, axis * mostLabeled + place, value);
      if (axis == 0) store<u8>(classAt + place, load<u8>(labels + row));
    }
  }
  for (let axis = 0; axis < 2; axis++) collectMasks(axis);
  memory.fill(knownCuts, 0xff, 2 * mostLabeled * mostLabeled * 2);
}

/** For each place of an axis the rows up to there, as places on the other axis. */
function collectMasks(axis: i32): void {
  const target = upTo + ((<usize>(axis * mostLabeled)) << 3);
  for (let row = 0; row < rows; row++) {
    setU64(target, placeOf(axis, row), (<u64>1) << placeOf(1 - axis, row));
  }
  let mask: u64 = 0;
  for (let place = 0; place < rows; place++) {
    mask |= load<u64>(target + ((<usize>place) << 3));
    setU64(target, place, mask);
  }
}

/** All rows. */
export function allRows(): u64 {
  return rows == mostLabeled ? ~(<u64>0) : ((<u64>1) << rows) - 1;
}

/** Bootstrap, with the draws of the classifier kernel. @returns the packed weight of all that is drawn. */
export function drawRows(): i32 {
  memory.fill(weights, 0, 2 * mostLabeled * 4);
  drawn0 = 0;
  drawn1 = 0;
  let sum = 0;
  for (let draw = 0; draw < rows; draw++) {
    const row = drawBelow(rows);
    const entry = 1 + ((<i32>load<u8>(labels + row)) << 16);
    const place0 = placeOf(0, row);
    const place1 = placeOf(1, row);
    setI32(weights, place0, getI32(weights, place0) + entry);
    setI32(weights, mostLabeled + place1, getI32(weights, mostLabeled + place1) + entry);
    drawn0 |= (<u64>1) << place0;
    drawn1 |= (<u64>1) << place1;
    sum += entry;
  }
  return sum;
}
