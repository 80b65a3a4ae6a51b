import { checkCancelled } from '../../cancel.ts';
import type { CancelSignal } from '../../types.ts';
import { dot } from '../logistic/dot.ts';

/**
 * Lower Cholesky factor of a symmetric positive definite matrix, both `size × size` and row-major; the upper half of
 * the factor is not written.
 * @throws CancelledError when the signal is raised.
 */
export function choleskyFactor(
  matrix: Float64Array,
  size: number,
  factor: Float64Array,
  signal: CancelSignal,
): void {
  for (let row = 0; row < size; row++) {
    if (row % 64 === 0) checkCancelled(signal);
    const start = row * size;
    for (let column = 0; column < row; column++) {
      const other = column * size;
      const rest = matrix[start + column]! - dot(factor, start, factor, other, column);
      factor[start + column] = rest / factor[other + column]!;
    }
    factor[start + row] = Math.sqrt(matrix[start + row]! - dot(factor, start, factor, start, row));
  }
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
 * The inverse of L Lᵀ. Columns of L⁻¹ lie side by side, so that every sum runs over neighbors in memory.
 * @throws CancelledError when the signal is raised.
 */
export function inverseOfFactored(factor: Float64Array, size: number, signal: CancelSignal): Float64Array {
  const columns = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    if (column % 64 === 0) checkCancelled(signal);
    columns[column * size + column] = 1;
    solveLower(factor, size, columns, column, column * size);
  }
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    if (row % 64 === 0) checkCancelled(signal);
    for (let column = 0; column <= row; column++) {
      const value = dot(columns, row * size + row, columns, column * size + row, size - row);
      inverse[row * size + column] = inverse[column * size + row] = value;
    }
  }
  return inverse;
}
