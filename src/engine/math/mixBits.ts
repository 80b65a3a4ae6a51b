/** MurmurHash3's finalizer: a bijection on 32 bits under which every input bit moves every output bit. */
export function mixBits(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A pseudo-random integer in [0, 2³²) for a row, the same whatever other rows there are. */
export const rowKey = (row: number, salt: number): number => mixBits(mixBits(row ^ 0x9e3779b9) ^ salt);
