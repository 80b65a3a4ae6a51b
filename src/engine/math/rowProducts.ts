/** Rows of a row-major matrix: row r begins at `start + r · stride`. */
export interface Rows {
  readonly values: Float64Array;
  readonly start: number;
  readonly stride: number;
}

/** Rows side by side that are multiplied in one go: each number read serves several products. */
const [tall, wide] = [4, 2];
/** Numbers of a row that are multiplied before the next rows: so many of some rows stay in the processor's cache. */
const stretch = 256;

/**
 * target[i][j] += weight · Σₖ left[i][k] · right[j][k], for the first so many rows of both, k below `length`: the work of
 * factorizing and inverting a matrix, nearly all of it. Sums run over stretches of k, so they differ from plain ones by
 * rounding only.
 */
export function addRowProducts(
  target: Rows,
  left: Rows,
  right: Rows,
  leftRows: number,
  rightRows: number,
  length: number,
  weight: number,
): void {
  for (let first = 0; first < length; first += stretch) {
    const count = Math.min(stretch, length - first);
    for (let row = 0; row < leftRows; row += tall) {
      for (let other = 0; other < rightRows; other += wide) {
        const whole = row + tall <= leftRows && other + wide <= rightRows;
        if (whole) addTile(target, left, right, row, other, first, count, weight);
        else addRest(target, left, right, [row, leftRows], [other, rightRows], first, count, weight);
      }
    }
  }
}

function addTile(
  target: Rows,
  left: Rows,
  right: Rows,
  row: number,
  other: number,
  first: number,
  count: number,
  weight: number,
): void {
  const a = left.values;
  const b = right.values;
  let a0 = left.start + row * left.stride + first;
  let a1 = a0 + left.stride;
  let a2 = a1 + left.stride;
  let a3 = a2 + left.stride;
  let b0 = right.start + other * right.stride + first;
  let b1 = b0 + right.stride;
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  for (const end = a0 + count; a0 < end; a0++, a1++, a2++, a3++, b0++, b1++) {
    const x = b[b0]!;
    const y = b[b1]!;
    const p = a[a0]!;
    const q = a[a1]!;
    const r = a[a2]!;
    const s = a[a3]!;
    s00 += p * x;
    s01 += p * y;
    s10 += q * x;
    s11 += q * y;
    s20 += r * x;
    s21 += r * y;
    s30 += s * x;
    s31 += s * y;
  }
  const { values, stride } = target;
  const place = target.start + row * stride + other;
  values[place]! += weight * s00;
  values[place + 1]! += weight * s01;
  values[place + stride]! += weight * s10;
  values[place + stride + 1]! += weight * s11;
  values[place + 2 * stride]! += weight * s20;
  values[place + 2 * stride + 1]! += weight * s21;
  values[place + 3 * stride]! += weight * s30;
  values[place + 3 * stride + 1]! += weight * s31;
}

/** A tile that the edge cuts, product by product. */
function addRest(
  target: Rows,
  left: Rows,
  right: Rows,
  [row, leftRows]: readonly [number, number],
  [other, rightRows]: readonly [number, number],
  first: number,
  count: number,
  weight: number,
): void {
  for (let i = row; i < Math.min(row + tall, leftRows); i++) {
    for (let j = other; j < Math.min(other + wide, rightRows); j++) {
      const a = left.start + i * left.stride + first;
      const b = right.start + j * right.stride + first;
      let sum = 0;
      for (let k = 0; k < count; k++) sum += left.values[a + k]! * right.values[b + k]!;
      target.values[target.start + i * target.stride + j]! += weight * sum;
    }
  }
}
