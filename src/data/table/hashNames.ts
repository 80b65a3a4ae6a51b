/** Hashes of rows, 64 bits each in two lanes of 32. */
export interface RowHashes {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/**
 * Names of 16 hexadecimal digits; the second row of the same hash gets `#2`, the third `#3`. Repeats are found in a
 * table of row numbers with open addressing.
 */
export function nameRows({ low, high }: RowHashes): string[] {
  const digits = hexadecimal({ low, high });
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(low.length * 2 + 1))).fill(-1);
  const repeats = new Map<number, number>();
  return Array.from(low, (hash, row) => {
    let slot = hash & (slots.length - 1);
    for (let first = slots[slot]!; first >= 0; first = slots[slot]!) {
      if (low[first] === hash && high[first] === high[row]) {
        const repeat = (repeats.get(first) ?? 1) + 1;
        repeats.set(first, repeat);
        return `${digits.slice(first * 16, first * 16 + 16)}#${repeat}`;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = row;
    return digits.slice(row * 16, row * 16 + 16);
  });
}

/** Sixteen digits a row, in one string of which the ids are slices. */
function hexadecimal({ low, high }: RowHashes): string {
  const bytes = Buffer.alloc(low.length * 8);
  for (let row = 0; row < low.length; row++) {
    bytes.writeUInt32BE(high[row]!, row * 8);
    bytes.writeUInt32BE(low[row]!, row * 8 + 4);
  }
  return bytes.toString('hex');
}
