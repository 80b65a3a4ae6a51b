import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const localHeader = 0x04034b50;

/** Float64 arrays of an `.npz` file, by their names. Sizes must stand in the local headers, as numpy writes them. */
export function readNpz(path: string): ReadonlyMap<string, Float64Array> {
  const file = readFileSync(path);
  const arrays = new Map<string, Float64Array>();
  for (let at = 0; at + 30 < file.length && file.readUInt32LE(at) === localHeader;) {
    const nameLength = file.readUInt16LE(at + 26);
    const extraLength = file.readUInt16LE(at + 28);
    const extra = at + 30 + nameLength;
    const zip64 = file.readUInt32LE(at + 18) === 0xffff_ffff;
    const size = zip64 ? Number(file.readBigUInt64LE(extra + 12)) : file.readUInt32LE(at + 18);
    const start = extra + extraLength;
    const packed = file.subarray(start, start + size);
    const name = file.toString('utf8', at + 30, extra).replace(/\.npy$/u, '');
    arrays.set(name, readNpy(file.readUInt16LE(at + 8) === 0 ? packed : inflateRawSync(packed)));
    at = start + size;
  }
  return arrays;
}

/** @throws RangeError for anything but little-endian float64 in C order. */
function readNpy(bytes: Buffer): Float64Array {
  const headerLength = bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', 10, 10 + headerLength);
  if (!header.includes("'<f8'") || !header.includes("'fortran_order': False"))
    throw new RangeError(`An array is not of float64 in C order: ${header}`);
  return new Float64Array(new Uint8Array(bytes.subarray(10 + headerLength)).buffer);
}
