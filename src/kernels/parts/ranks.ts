import { getF32, getI32, getU64, setI32, setU16, setU64 } from './arrays';
import { columns, digitCounts, keys, order, position, ranked, rows, spareKeys } from './forestMemory';

const rowBits: u64 = 12;
const rowMask: u64 = 4095;
const insertionLimit: i32 = 48;

/** Sorts a feature's rows by value, once per forest. Equal values keep the order of their rows. */
export function rank(feature: i32): void {
  const offset = feature * rows;
  packKeys(columns + ((<usize>offset) << 2));
  if (rows <= insertionLimit) insertionSort();
  else radixSort();
  let state: u8 = 1;
  let previous: f32 = -Infinity;
  for (let place = 0; place < rows; place++) {
    const row = <i32>(getU64(keys, place) & rowMask);
    const value = getF32(columns, offset + row);
    if (value == previous) state = 2;
    previous = value;
    setU16(order, offset + place, row);
    setU16(position, offset + row, place);
  }
  store<u8>(ranked + feature, state);
}

/** Above the row number: the bits of the value, turned so that they ascend as unsigned integers; −0 is 0. */
function packKeys(column: usize): void {
  for (let row = 0; row < rows; row++) {
    let bits = <u32>getI32(column, row);
    if (bits == 0x80000000) bits = 0;
    bits ^= (<u32>((<i32>bits) >> 31)) | 0x80000000;
    setU64(keys, row, ((<u64>bits) << rowBits) | (<u64>row));
  }
}

function insertionSort(): void {
  for (let next = 1; next < rows; next++) {
    const key = getU64(keys, next);
    let place = next;
    while (place > 0 && getU64(keys, place - 1) > key) {
      setU64(keys, place, getU64(keys, place - 1));
      place--;
    }
    setU64(keys, place, key);
  }
}

/** Four passes of eight bits, so that the keys end where they began. */
function radixSort(): void {
  countDigits();
  let from = keys;
  let to = spareKeys;
  for (let digit = 0; digit < 4; digit++) {
    const starts = digitCounts + ((<usize>digit) << 10);
    const shift = rowBits + 8 * <u64>digit;
    let total = 0;
    for (let value = 0; value < 256; value++) {
      const count = getI32(starts, value);
      setI32(starts, value, total);
      total += count;
    }
    for (let index = 0; index < rows; index++) {
      const key = getU64(from, index);
      const value = <i32>((key >> shift) & 255);
      const place = getI32(starts, value);
      setI32(starts, value, place + 1);
      setU64(to, place, key);
    }
    const swapped = from;
    from = to;
    to = swapped;
  }
}

function countDigits(): void {
  memory.fill(digitCounts, 0, 4096);
  for (let index = 0; index < rows; index++) {
    const bits = <u32>(getU64(keys, index) >> rowBits);
    for (let digit = 0; digit < 4; digit++) {
      const counter = (digit << 8) + <i32>((bits >> (8 * digit)) & 255);
      setI32(digitCounts, counter, getI32(digitCounts, counter) + 1);
    }
  }
}
