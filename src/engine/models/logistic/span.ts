import { checkCancelled } from '../../cancel.ts';
import type { CancelSignal } from '../../types.ts';
import type { Design } from './design.ts';
import { dot } from '../../math/dot.ts';

/** A row adds a dimension when more than this share of its squared length is new; less is rounding of the Gram matrix. */
const newShare = 1e-12;

/** The rows in coordinates of the space they span, and the way back. */
export interface Span {
  readonly design: Design;
  /** Weights in the original columns, intercepts kept. */
  restore(weights: Float64Array, outputs: number): Float64Array;
}

/**
 * Fewer rows than columns: the penalized weights lie in the span of the rows (representer theorem), so the fit
 * needs as many numbers as there are rows. With Z Zᵀ = L Lᵀ (Cholesky) the rows of L are the rows of Z in an
 * orthonormal basis: scores and ‖w‖ are the same in both, and L is triangular besides.
 * @param values rows × columns, row-major.
 */
export function spanOfRows(values: Float64Array, rows: number, columns: number, signal: CancelSignal): Span {
  const factor = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    checkCancelled(signal);
    factorRow(factor, values, row, rows, columns);
  }
  return {
    design: {
      rows,
      columns: rows,
      values: factor,
      lengths: Int32Array.from(factor.keys()).slice(1, rows + 1),
    },
    restore: (weights, outputs) => restoreWeights(factor, values, rows, columns, weights, outputs),
  };
}

/** One row of the Cholesky factor. A row that depends on earlier ones gets 0 on the diagonal. */
function factorRow(
  factor: Float64Array,
  values: Float64Array,
  row: number,
  rows: number,
  columns: number,
): void {
  const start = row * rows;
  for (let earlier = 0; earlier < row; earlier++) {
    const pivot = factor[earlier * rows + earlier]!;
    if (pivot === 0) continue;
    const product = dot(values, row * columns, values, earlier * columns, columns);
    factor[start + earlier] = (product - dot(factor, start, factor, earlier * rows, earlier)) / pivot;
  }
  const squared = dot(values, row * columns, values, row * columns, columns);
  const rest = squared - dot(factor, start, factor, start, row);
  factor[start + row] = rest > newShare * squared ? Math.sqrt(rest) : 0;
}

/** Solves Lᵀ a = v for each output, then w = Zᵀ a. */
function restoreWeights(
  factor: Float64Array,
  values: Float64Array,
  rows: number,
  columns: number,
  weights: Float64Array,
  outputs: number,
): Float64Array {
  const restored = new Float64Array(outputs * (columns + 1));
  const remaining = new Float64Array(rows);
  for (let output = 0; output < outputs; output++) {
    const start = output * (columns + 1);
    remaining.set(weights.subarray(output * (rows + 1), output * (rows + 1) + rows));
    for (let row = rows - 1; row >= 0; row--) {
      const pivot = factor[row * rows + row]!;
      if (pivot === 0) continue;
      const share = remaining[row]! / pivot;
      for (let earlier = 0; earlier < row; earlier++) {
        remaining[earlier] = remaining[earlier]! - share * factor[row * rows + earlier]!;
      }
      for (let column = 0; column < columns; column++) {
        restored[start + column] = restored[start + column]! + share * values[row * columns + column]!;
      }
    }
    restored[start + columns] = weights[output * (rows + 1) + rows]!;
  }
  return restored;
}
