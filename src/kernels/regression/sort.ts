/** Bytes of scratch memory that sorting so many slots takes. */
export function sortBytes(slots: i32): usize {
  return <usize>slots * 16 + 3 * bucketBytes;
}

/** 2,048 counters of 4 bytes: one pass takes 11 bits of a key. */
const bucketBytes: usize = 2048 * 4;

/**
 * Sorts slots by the value of their row, ties by slot: three stable counting passes over 11 bits each.
 * @param values the f32 of the first row.
 * @param stride bytes from a row's value to that of the next row.
 * @param rowOfSlot i32 by slot.
 * @returns the address, in `scratch`, of u64 items: a key that grows with the value, above the slot.
 */
export function sortSlots(values: usize, stride: usize, rowOfSlot: usize, slots: i32, scratch: usize): usize {
  const count = <usize>slots, counters = scratch + count * 16;
  let from = scratch, to = scratch + count * 8;
  writeKeys(values, stride, rowOfSlot, count, from, counters);
  for (let pass: u32 = 0; pass < 3; pass++) {
    const buckets = counters + <usize>pass * bucketBytes;
    if (!beginBuckets(buckets, slots)) continue;
    scatter(from, to, count, buckets, 32 + pass * 11);
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/** Writes the unsorted items and counts the digits of all three passes. */
function writeKeys(
  values: usize,
  stride: usize,
  rowOfSlot: usize,
  count: usize,
  items: usize,
  counters: usize,
): void {
  memory.fill(counters, 0, 3 * bucketBytes);
  for (let slot: usize = 0; slot < count; slot++) {
    const row = <usize>load<i32>(rowOfSlot + (slot << 2));
    const key = ascending(load<f32>(values + row * stride));
    store<u64>(items + (slot << 3), (<u64>key << 32) | slot);
    increase(counters + (<usize>(key & 2047) << 2));
    increase(counters + bucketBytes + (<usize>((key >> 11) & 2047) << 2));
    increase(counters + 2 * bucketBytes + (<usize>(key >> 22) << 2));
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function increase(counter: usize): void {
  store<u32>(counter, load<u32>(counter) + 1);
}

/** A u32 that grows with the value; −0 and 0 are the same. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function ascending(value: f32): u32 {
  const bits = reinterpret<u32>(value + 0);
  return bits >> 31 ? ~bits : bits | 0x80000000;
}

/** Turns the sizes of the buckets into their first places; false where one bucket holds everything. */
function beginBuckets(buckets: usize, total: u32): bool {
  let place: u32 = 0;
  for (let bucket = buckets; bucket < buckets + bucketBytes; bucket += 4) {
    const size = load<u32>(bucket);
    if (size == total) return false;
    store<u32>(bucket, place);
    place += size;
  }
  return true;
}

function scatter(from: usize, to: usize, count: usize, buckets: usize, shift: u64): void {
  for (const end = from + (count << 3); from < end; from += 8) {
    const item = load<u64>(from);
    const bucket = buckets + ((<usize>(item >> shift) & 2047) << 2);
    const place = load<u32>(bucket);
    store<u32>(bucket, place + 1);
    store<u64>(to + (<usize>place << 3), item);
  }
}
