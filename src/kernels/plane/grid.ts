// Votes of a forest at all points, without descending: the lines of all cuts make a grid, the boxes of class 1 are added
// at their corners, a sum over both axes gives the votes of every cell, and a point needs one look-up.
import { getU16, getU64, setU16 } from '../parts/arrays';
import {
  boxes,
  cellOffset,
  crossPlace,
  grid,
  marks,
  marksBefore,
  markWords,
  mostCells,
  pointAt,
  votes,
  wrongVote,
} from './memory';
import { pointCount } from './points';
import { boxesEnd } from './trees';

/** Bytes from one row of the grid to the next. */
let rowBytes: usize = 0;

export function clearMarks(): void {
  memory.fill(marks, 0, (<usize>(2 * markWords)) << 3);
}

/** @returns false where there are more cells than room. */
export function sumBoxes(): bool {
  const lines0 = countMarks(0);
  const lines1 = countMarks(1);
  // A cell more than lines, one behind all points for the corners there, and a multiple of eight.
  const width = (lines1 + 9) & ~7;
  if ((lines0 + 2) * width > mostCells) return false;
  rowBytes = (<usize>width) << 1;
  memory.fill(grid, 0, <usize>(lines0 + 2) * rowBytes);
  for (let box = boxes; box < boxesEnd; box += 8) {
    const from0 = <usize>cellOf(0, load<u16>(box), lines0) * rowBytes;
    const upTo0 = <usize>cellOf(0, load<u16>(box, 2), lines0) * rowBytes;
    const from1 = (<usize>cellOf(1, load<u16>(box, 4), lines1)) << 1;
    const upTo1 = (<usize>cellOf(1, load<u16>(box, 6), lines1)) << 1;
    add(from0 + from1, 1);
    add(from0 + upTo1, -1);
    add(upTo0 + from1, -1);
    add(upTo0 + upTo1, 1);
  }
  for (let row = 0; row <= lines0; row++) sumRow(grid + <usize>row * rowBytes, width, row > 0);
  fillCellOffsets();
  return true;
}

function add(offset: usize, vote: i32): void {
  store<i16>(grid + offset, load<i16>(grid + offset) + vote);
}

/** Sums along the row, then onto it the row before. */
function sumRow(row: usize, width: i32, hasRowBefore: bool): void {
  let sum = 0;
  const end = row + rowBytes;
  for (let cell = row; cell < end; cell += 2) {
    sum += load<i16>(cell);
    store<i16>(cell, sum);
  }
  if (!hasRowBefore) return;
  for (let cell = row; cell < end; cell += 16) {
    v128.store(cell, i16x8.add(v128.load(cell), v128.load(cell - rowBytes)));
  }
}

/** @returns the number of different cuts of an axis. */
function countMarks(axis: i32): i32 {
  let count = 0;
  for (let word = 0; word < markWords; word++) {
    setU16(marksBefore, axis * markWords + word, count);
    count += <i32>popcnt(getU64(marks, axis * markWords + word));
  }
  return count;
}

/** The cell that begins at a cut, which is the number of points before it. */
function cellOf(axis: i32, cut: i32, lines: i32): i32 {
  if (cut == pointCount) return lines + 1;
  const word = axis * markWords + (cut >> 6);
  const upToCut = getU64(marks, word) & (((<u64>2) << (cut & 63)) - 1);
  return getU16(marksBefore, word) + <i32>popcnt(upToCut);
}

function fillCellOffsets(): void {
  let place = 0;
  let offset = 0;
  for (let word = 0; word < markWords; word++) {
    for (let open = getU64(marks, markWords + word); open != 0; open &= open - 1) {
      const next = (word << 6) + <i32>ctz(open);
      for (; place < next; place++) setU16(cellOffset, place, offset);
      offset += 2;
    }
  }
  for (; place < pointCount; place++) setU16(cellOffset, place, offset);
}

/** The place on the first axis at which the row of the grid after the one of `place` begins. */
function endOfRow(place: i32): i32 {
  let word = place >> 6;
  let open = getU64(marks, word) & ~(((<u64>2) << (place & 63)) - 1);
  while (open == 0) {
    if (++word == markWords) return pointCount;
    open = getU64(marks, word);
  }
  return (word << 6) + <i32>ctz(open);
}

/** Points whose class is not the one with more than half of the votes; even votes are for class 0. */
export function countWrong(trees: i32): i32 {
  const most = trees >> 1;
  let wrong = 0;
  let row = grid;
  for (let place = 0; place < pointCount; row += rowBytes) {
    const end = endOfRow(place);
    for (; place < end; place++) {
      const count = <i32>load<i16>(row + getU16(cellOffset, getU16(crossPlace, place)));
      // Without a branch, for the predictions of neighbors differ often.
      wrong += (count > most ? 1 : 0) == load<u8>(wrongVote + place) ? 1 : 0;
    }
  }
  return wrong;
}

/** Writes the votes for class 1 of every point, in the caller's order. */
export function writeVotes(): void {
  let row = grid;
  for (let place = 0; place < pointCount; row += rowBytes) {
    const end = endOfRow(place);
    for (; place < end; place++) {
      const count = <i32>load<i16>(row + getU16(cellOffset, getU16(crossPlace, place)));
      store<u8>(votes + getU16(pointAt, place), count);
    }
  }
}
