// One bit per split and row: x ≤ threshold. Splits are grouped by feature, so that a column is read from the first-level
// cache. Where the matrix has a code plane, codes are compared instead, at half the memory traffic (docs/forest.md).
import { blockRows, getI32 } from './arrays';
import { columnNumbersOf, featuresOf, planeOf, splitStartsOf, thresholdsOf } from './bitProgram';
import { centerOf, codesOf, encode8, scaleOf } from './codePlane';

/**
 * @param first row of the block to start at.
 * @param bytes of each split's bits: an eighth of the rows, a multiple of 16.
 */
export function splitBits(program: usize, bits: usize, block: usize, first: usize, bytes: usize): void {
  const numbers = columnNumbersOf(program);
  const starts = splitStartsOf(program);
  const plane = planeOf(program);
  const features = featuresOf(program);
  const codes: usize = plane == 0 ? 0 : codesOf(plane, block) + 2 * first;
  for (let feature = 0; feature < features; feature++) {
    const column = getI32(numbers, feature);
    const values = block + ((<usize>(column * blockRows) + first) << 2);
    const start = getI32(starts, feature);
    const end = getI32(starts, feature + 1);
    const thresholds = thresholdsOf(program) + ((<usize>start) << 2);
    const count = <usize>(end - start);
    const target = bits + <usize>start * bytes;
    const scale: f32 = plane == 0 ? 0 : scaleOf(plane, column);
    if (scale == 0) {
      compareValues(values, thresholds, count, target, bytes);
      continue;
    }
    const coded = codes + <usize>(column * blockRows) * 2;
    compareCodes(coded, values, thresholds, count, target, bytes, centerOf(plane, column), scale);
  }
}

function compareValues(values: usize, thresholds: usize, count: usize, target: usize, bytes: usize): void {
  const end = thresholds + (count << 2);
  for (; thresholds < end; thresholds += 4) {
    const threshold = v128.load32_splat(thresholds);
    const last = target + bytes;
    for (let value = values; target < last; value += 256) {
      store<u64>(target, compare64(value, threshold));
      target += 8;
    }
  }
}

/** As above, but 128 rows among which some have the threshold's code are compared again by their values. */
function compareCodes(
  codes: usize,
  values: usize,
  thresholds: usize,
  count: usize,
  target: usize,
  bytes: usize,
  center: f32,
  scale: f32,
): void {
  const end = thresholds + (count << 2);
  const centers = f32x4.splat(center);
  const scales = f32x4.splat(scale);
  for (; thresholds < end; thresholds += 4) {
    const threshold = v128.load32_splat(thresholds);
    const code = encode8(threshold, threshold, centers, scales);
    const last = target + bytes;
    let value = values;
    for (let row = codes; target < last; row += 256) {
      if (!compareCodes128(row, code, target)) compareValues(value, thresholds, 1, target, 16);
      target += 16;
      value += 512;
    }
  }
}

/** Writes the bits of 128 rows. @returns false where a code equals the threshold's: the bits then do not count. */
function compareCodes128(codes: usize, threshold: v128, target: usize): bool {
  const a = differences16(codes, threshold);
  const b = differences16(codes + 32, threshold);
  const c = differences16(codes + 64, threshold);
  const d = differences16(codes + 96, threshold);
  const e = differences16(codes + 128, threshold);
  const f = differences16(codes + 160, threshold);
  const g = differences16(codes + 192, threshold);
  const h = differences16(codes + 224, threshold);
  storeSigns(a, b, c, d, target);
  storeSigns(e, f, g, h, target + 8);
  return i8x16.all_true(i8x16.min_u(leastOf(a, b, c, d), leastOf(e, f, g, h)));
}

/** Value minus threshold, in codes, of 16 rows; saturated to bytes, which keeps what is negative and what is 0. */
function differences16(codes: usize, threshold: v128): v128 {
  return i8x16.narrow_i16x8_s(
    i16x8.sub_sat_s(v128.load(codes), threshold),
    i16x8.sub_sat_s(v128.load(codes, 16), threshold),
  );
}

function leastOf(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d));
}

/** One bit per byte: whether it is negative. Here four short stores take less time than putting a word together. */
function storeSigns(a: v128, b: v128, c: v128, d: v128, target: usize): void {
  store<u16>(target, <u16>i8x16.bitmask(a));
  store<u16>(target, <u16>i8x16.bitmask(b), 2);
  store<u16>(target, <u16>i8x16.bitmask(c), 4);
  store<u16>(target, <u16>i8x16.bitmask(d), 6);
}

/** The bits of 64 rows by their values. */
function compare64(values: usize, threshold: v128): u64 {
  return (<u64>compare32(values, threshold)) | ((<u64>compare32(values + 128, threshold)) << 32);
}

function compare32(values: usize, threshold: v128): u32 {
  return compare16(values, threshold) | (compare16(values + 64, threshold) << 16);
}

/** Four comparisons of four values each, narrowed to a byte per value and then to a bit. */
function compare16(values: usize, threshold: v128): u32 {
  const low = i16x8.narrow_i32x4_s(
    f32x4.le(v128.load(values), threshold),
    f32x4.le(v128.load(values, 16), threshold),
  );
  const high = i16x8.narrow_i32x4_s(
    f32x4.le(v128.load(values, 32), threshold),
    f32x4.le(v128.load(values, 48), threshold),
  );
  return <u32>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}
