// The code plane of a matrix (docs/forest.md): 16-bit codes in the layout of the matrix, half as far apart. Its head is
// written by src/runtime/forest/codePlane.ts: the matrix it belongs to, where the codes lie, and how columns are coded.
import { blockRows, getF32 } from './arrays';

/** Address of the codes that belong to a block of the matrix. */
export function codesOf(plane: usize, block: usize): usize {
  return <usize>load<u32>(plane, 4) + ((block - <usize>load<u32>(plane)) >> 1);
}

function columnsOf(plane: usize): i32 {
  return load<i32>(plane, 8);
}

/** The value that is coded as 0. */
export function centerOf(plane: usize, column: i32): f32 {
  return getF32(plane + 16, 2 * column);
}

/** Codes per unit of the column; 0 where the column is not coded because too many of its values would share one. */
export function scaleOf(plane: usize, column: i32): f32 {
  return getF32(plane + 16, 2 * column + 1);
}

/**
 * Codes of eight values. Every step is monotone in the value, rounding and saturation included, so that a lower
 * code always means a lower value; only equal codes leave the order open. −0 and 0 get the same code.
 */
export function encode8(low: v128, high: v128, center: v128, scale: v128): v128 {
  return i16x8.narrow_i32x4_s(
    i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.sub(low, center), scale)),
    i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.sub(high, center), scale)),
  );
}

/** Writes the codes of one block. @param output i16[columns × 1024]. */
export function encodeBlock(plane: usize, scratch: usize, block: usize, output: usize): void {
  const columns = columnsOf(plane);
  for (let column = 0; column < columns; column++) {
    const scale = scaleOf(plane, column);
    if (scale == 0) continue;
    const values = block + <usize>(column * blockRows) * 4;
    const codes = output + <usize>(column * blockRows) * 2;
    encodeColumn(values, codes, f32x4.splat(centerOf(plane, column)), f32x4.splat(scale));
  }
}

function encodeColumn(values: usize, codes: usize, center: v128, scale: v128): void {
  for (let byte: usize = 0; byte < <usize>blockRows * 2; byte += 16) {
    const source = values + 2 * byte;
    v128.store(codes + byte, encode8(v128.load(source), v128.load(source, 16), center, scale));
  }
}
