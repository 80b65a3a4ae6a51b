import { checkCancelled } from '../../cancel.ts';
import { gatherTable, squaredDistance } from '../../geometry/rowTable.ts';
import type { FeatureMatrix } from '../../matrix.ts';
import { choleskyFactor, solveLower } from '../../models/gaussianProcess/cholesky.ts';
import type { CancelSignal } from '../../types.ts';

/** What QUIRE needs of the pool's kernel, whatever is labeled. */
export interface QuireSetup {
  /** The rows it was made for, ascending. */
  readonly rows: Int32Array;
  readonly gamma: number;
  readonly lambda: number;
  /** Diagonal of L = (K + λI)⁻¹, row by row. */
  readonly inverseDiagonal: ReadonlyMap<number, number>;
  /** ln det(K + λI). */
  readonly logDeterminant: number;
}

/** The last set-up of each matrix: it takes the cube of the rows and stays the same while rows are labeled. */
const known = new WeakMap<FeatureMatrix, QuireSetup>();

/**
 * K of the RBF kernel exp(−γ‖x − x′‖²), and what is read of (K + λI)⁻¹. Made once for the same rows.
 * @throws CancelledError when the signal is raised.
 */
export function setUpQuire(
  features: FeatureMatrix,
  rows: Int32Array,
  gamma: number,
  lambda: number,
  signal: CancelSignal,
): QuireSetup {
  const last = known.get(features);
  if (last?.gamma === gamma && last.lambda === lambda && sameRows(last.rows, rows)) return last;
  const setup = compute(features, rows, gamma, lambda, signal);
  known.set(features, setup);
  return setup;
}

const sameRows = (left: Int32Array, right: Int32Array): boolean =>
  left.length === right.length && left.every((row, index) => row === right[index]);

function compute(
  features: FeatureMatrix,
  rows: Int32Array,
  gamma: number,
  lambda: number,
  signal: CancelSignal,
): QuireSetup {
  const size = rows.length;
  const { values, columns } = gatherTable(features, rows);
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    if (row % 64 === 0) checkCancelled(signal);
    for (let other = 0; other < row; other++) {
      const square = squaredDistance(values, row * columns, values, other * columns, columns);
      factor[row * size + other] = Math.exp(-gamma * square);
    }
    factor[row * size + row] = 1 + lambda;
  }
  choleskyFactor(factor, size, factor, signal);
  const inverseDiagonal = new Map<number, number>();
  const column = new Float64Array(size);
  let logDeterminant = 0;
  for (const [place, row] of rows.entries()) {
    if (place % 64 === 0) checkCancelled(signal);
    column.fill(0);
    column[place] = 1;
    solveLower(factor, size, column, place);
    inverseDiagonal.set(
      row,
      column.reduce((sum, value) => sum + value * value, 0),
    );
    logDeterminant += 2 * Math.log(factor[place * size + place]!);
  }
  return { rows, gamma, lambda, inverseDiagonal, logDeterminant };
}
