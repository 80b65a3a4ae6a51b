// Bit-sliced counters: plane p of a row holds bit p of its count, so that one vote of 128 rows is added by a
// chain of half adders.

/** Adds one bit per row to the counters. */
export function addVote(vote: usize, counters: usize, planes: i32, bytes: usize): void {
  for (let byte: usize = 0; byte < bytes; byte += 16) {
    let carry = v128.load(vote + byte);
    let plane = counters + byte;
    for (let left = planes; left > 0 && v128.any_true(carry); left--) {
      const digit = v128.load(plane);
      v128.store(plane, v128.xor(digit, carry));
      carry = v128.and(digit, carry);
      plane += bytes;
    }
  }
}

/** Counts as one byte per row: each plane's bits are spread to the bytes of 16 rows and weighed. */
function unpack(counters: usize, planes: i32, bytes: usize, votes: usize): void {
  const byteOfLane = i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
  const bitOfLane = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  for (let byte: usize = 0; byte < bytes; byte += 2) {
    let counts = i8x16.splat(0);
    let plane = counters + byte;
    for (let digit = 0; digit < planes; digit++) {
      const spread = i8x16.swizzle(v128.load16_splat(plane), byteOfLane);
      const isSet = i8x16.eq(v128.and(spread, bitOfLane), bitOfLane);
      counts = v128.or(counts, v128.and(isSet, i8x16.splat(<i8>((<i32>1) << digit))));
      plane += bytes;
    }
    v128.store(votes + (byte << 3), counts);
  }
}

/** Four counts as float32. */
function fourVotes(votes: usize, row: usize): v128 {
  const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(votes + row)));
  return f32x4.convert_i32x4_u(words);
}

/** Probabilities of both classes from the counts of class 1, two to a row. */
export function writeTwoClasses(
  counters: usize,
  planes: i32,
  bytes: usize,
  votes: usize,
  trees: i32,
  output: usize,
): void {
  unpack(counters, planes, bytes, votes);
  const all = f32x4.splat(<f32>trees);
  const rows = bytes << 3;
  for (let row: usize = 0; row < rows; row += 4) {
    const count = fourVotes(votes, row);
    const ones = f32x4.div(count, all);
    const zeros = f32x4.div(f32x4.sub(all, count), all);
    v128.store(output + (row << 3), v128.shuffle<f32>(zeros, ones, 0, 4, 1, 5));
    v128.store(output + (row << 3), v128.shuffle<f32>(zeros, ones, 2, 6, 3, 7), 16);
  }
}

/** Probabilities of one class among several. */
export function writeClass(
  counters: usize,
  planes: i32,
  bytes: usize,
  votes: usize,
  trees: i32,
  output: usize,
  label: i32,
  classes: i32,
): void {
  unpack(counters, planes, bytes, votes);
  const all = f32x4.splat(<f32>trees);
  const stride = (<usize>classes) << 2;
  const rows = bytes << 3;
  let target = output + ((<usize>label) << 2);
  for (let row: usize = 0; row < rows; row += 4) {
    const shares = f32x4.div(fourVotes(votes, row), all);
    store<f32>(target, f32x4.extract_lane(shares, 0));
    store<f32>(target + stride, f32x4.extract_lane(shares, 1));
    store<f32>(target + 2 * stride, f32x4.extract_lane(shares, 2));
    store<f32>(target + 3 * stride, f32x4.extract_lane(shares, 3));
    target += 4 * stride;
  }
}
