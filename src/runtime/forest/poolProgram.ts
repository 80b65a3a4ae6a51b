/** A forest made ready for a kernel that predicts blocks of 1,024 rows. */
export interface PoolProgram {
  /** The kernel's function that runs it. */
  readonly run: 'predictBlock' | 'descendBlock';
  readonly outputs: number;
  /** The columns it reads, ascending. */
  readonly columns: Int32Array;
  readonly byteLength: number;
  /** Bytes of scratch memory per thread. */
  readonly scratchBytes: number;
  /**
   * Writes the program to an address.
   * @param places where in a block each of `columns` lies: their numbers, or 0, 1, … when only they were copied.
   * @param plane address of the matrix's code plane, if it has one.
   */
  write(memory: ArrayBuffer, address: number, places: Int32Array, plane?: number): void;
}

/** Addresses in bytes of arrays laid one after another behind a header, each on a 16-byte boundary. */
export function layOut(
  header: number,
  ...lengths: readonly number[]
): { readonly offsets: number[]; readonly end: number } {
  let end = align(header);
  const offsets = lengths.map((length) => {
    const offset = end;
    end = align(end + length);
    return offset;
  });
  return { offsets, end };
}

const align = (bytes: number): number => Math.ceil(bytes / 16) * 16;
