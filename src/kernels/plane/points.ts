// The points that forests are asked about, sorted once on both axes.
import { getF32, getI32, getU16, getU64, setF32, setI32, setU16, setU64 } from '../parts/arrays';
import {
  classes,
  crossPlace,
  digitCounts,
  keys,
  mostPoints,
  placeOfPoint,
  pointAt,
  points,
  sortedPoints,
  spareKeys,
  wrongVote,
} from './memory';

/** Points at hand. */
export let pointCount: i32 = 0;

const indexBits: u64 = 13;
const indexMask: u64 = 8191;

/** Sorts the points that the caller has written. */
export function sortPoints(count: i32): void {
  pointCount = count;
  sortAxis(1, count);
  for (let place = 0; place < count; place++) {
    const point = <i32>(getU64(spareKeys, place) & indexMask);
    setF32(sortedPoints, mostPoints + place, getF32(points, mostPoints + point));
    setU16(placeOfPoint, point, place);
  }
  sortAxis(0, count);
  for (let place = 0; place < count; place++) {
    const point = <i32>(getU64(spareKeys, place) & indexMask);
    setF32(sortedPoints, place, getF32(points, point));
    setU16(crossPlace, place, getU16(placeOfPoint, point));
    setU16(pointAt, place, point);
    const label = load<u8>(classes + point);
    store<u8>(wrongVote + place, label > 1 ? 2 : 1 - label);
  }
}

/** Least significant digit first, three digits of 11 bits; the sorted keys end in `spareKeys`. */
function sortAxis(axis: i32, count: i32): void {
  memory.fill(digitCounts, 0, 3 * 8192);
  for (let point = 0; point < count; point++) {
    let bits = <u32>getI32(points, axis * mostPoints + point);
    if (bits == 0x80000000) bits = 0;
    bits ^= (<u32>((<i32>bits) >> 31)) | 0x80000000;
    setU64(keys, point, ((<u64>bits) << indexBits) | (<u64>point));
    countDigit(bits & 2047);
    countDigit(2048 + ((bits >> 11) & 2047));
    countDigit(4096 + (bits >> 22));
  }
  sortByDigit(keys, spareKeys, count, 0);
  sortByDigit(spareKeys, keys, count, 1);
  sortByDigit(keys, spareKeys, count, 2);
}

function countDigit(digit: u32): void {
  setI32(digitCounts, <i32>digit, getI32(digitCounts, <i32>digit) + 1);
}

function sortByDigit(from: usize, to: usize, count: i32, digit: i32): void {
  const starts = digitCounts + ((<usize>digit) << 13);
  const shift = indexBits + 11 * <u64>digit;
  let total = 0;
  for (let value = 0; value < 2048; value++) {
    const before = total;
    total += getI32(starts, value);
    setI32(starts, value, before);
  }
  for (let index = 0; index < count; index++) {
    const key = getU64(from, index);
    const value = <i32>((key >> shift) & 2047);
    const place = getI32(starts, value);
    setI32(starts, value, place + 1);
    setU64(to, place, key);
  }
}

/** Points of an axis at most as great as the threshold. */
export function pointsUpTo(axis: i32, threshold: f32): i32 {
  const first = sortedPoints + ((<usize>(axis * mostPoints)) << 2);
  let low = 0;
  let high = pointCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (getF32(first, middle) <= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
