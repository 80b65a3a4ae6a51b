import { checkCancelled } from '../cancel.ts';
import { addRowProducts } from './rowProducts.ts';
import type { CancelSignal } from '../types.ts';
import { dot } from './dot.ts';

/** Columns that are finished together, so that most of the work is products of whole rows. */
const panel = 64;

/**
 * Lower Cholesky factor of a symmetric positive definite matrix, both `size × size` and row-major, in panels of columns;
 * they may be one array. What stands above the diagonal of the factor means nothing.
 * @throws CancelledError when the signal is raised.
 */
export function choleskyFactor(
  matrix: Float64Array,
  size: number,
  factor: Float64Array,
  signal: CancelSignal,
): void {
  if (factor !== matrix) factor.set(matrix);
  for (let first = 0; first < size; first += panel) {
    checkCancelled(signal);
    const end = Math.min(first + panel, size);
    const known = { values: factor, start: first * size, stride: size };
    const rest = { ...known, start: first * size + first };
    addRowProducts(rest, known, known, size - first, end - first, first, -1);
    for (let row = first; row < size; row++) finishRow(factor, size, row, first, end);
  }
}

/** The columns of a panel in one row, from what is left of them. */
function finishRow(factor: Float64Array, size: number, row: number, first: number, end: number): void {
  const start = row * size + first;
  for (let column = first; column < Math.min(row, end); column++) {
    const other = column * size;
    const rest = factor[row * size + column]! - dot(factor, start, factor, other + first, column - first);
    factor[row * size + column] = rest / factor[other + column]!;
  }
  if (row < end)
    factor[row * size + row] = Math.sqrt(
      factor[row * size + row]! - dot(factor, start, factor, start, row - first),
    );
}

/** Solves L x = b in place, from the given place on; b is 0 before it. */
export function solveLower(
  factor: Float64Array,
  size: number,
  vector: Float64Array,
  first = 0,
  start = 0,
): void {
  for (let row = first; row < size; row++) {
    const known = dot(factor, row * size + first, vector, start + first, row - first);
    vector[start + row] = (vector[start + row]! - known) / factor[row * size + row]!;
  }
}

/** Solves Lᵀ x = b in place. */
export function solveUpper(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let row = size - 1; row >= 0; row--) {
    const value = vector[row]! / factor[row * size + row]!;
    vector[row] = value;
    for (let earlier = 0; earlier < row; earlier++) {
      vector[earlier] = vector[earlier]! - value * factor[row * size + earlier]!;
    }
  }
}

/**
 * L⁻¹ by columns: row j of the result is its column j, 0 before place j.
 * @throws CancelledError when the signal is raised.
 */
export function inverseColumns(factor: Float64Array, size: number, signal: CancelSignal): Float64Array {
  const columns = new Float64Array(size * size);
  for (let first = 0; first < size; first += panel) {
    checkCancelled(signal);
    const end = Math.min(first + panel, size);
    for (let start = 0; start < first; start += panel) {
      const target = { values: columns, start: start * size + first, stride: size };
      const known = { values: columns, start: start * size + start, stride: size };
      const rows = { values: factor, start: first * size + start, stride: size };
      addRowProducts(target, known, rows, panel, end - first, first - start, -1);
    }
    for (let column = 0; column < end; column++) finishColumn(factor, columns, size, column, first, end);
  }
  return columns;
}

/** The places of a panel in one column of L⁻¹, from what is left of them. */
function finishColumn(
  factor: Float64Array,
  columns: Float64Array,
  size: number,
  column: number,
  first: number,
  end: number,
): void {
  const start = column * size;
  const from = Math.max(first, column);
  if (from === column) columns[start + column] = 1;
  for (let row = from; row < end; row++) {
    const known = dot(factor, row * size + from, columns, start + from, row - from);
    columns[start + row] = (columns[start + row]! - known) / factor[row * size + row]!;
  }
}

/**
 * The inverse of L Lᵀ.
 * @throws CancelledError when the signal is raised.
 */
export function inverseOfFactored(factor: Float64Array, size: number, signal: CancelSignal): Float64Array {
  const values = inverseColumns(factor, size, signal);
  const inverse = new Float64Array(size * size);
  for (let first = 0; first < size; first += panel) {
    checkCancelled(signal);
    const end = Math.min(first + panel, size);
    const all = { values, start: first, stride: size };
    const own = { ...all, start: first * size + first };
    addRowProducts(
      { values: inverse, start: first, stride: size },
      all,
      own,
      end,
      end - first,
      size - first,
      1,
    );
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) inverse[row * size + column] = inverse[column * size + row]!;
  }
  return inverse;
}
