import { checkCancelled, neverCancelled } from '../../cancel.ts';
import { gatherTable, squaredDistance, type RowTable } from '../../geometry/rowTable.ts';
import { choleskyFactor, solveLower, solveUpper } from '../../math/cholesky.ts';
import { dot } from '../../math/dot.ts';
import type { Round } from '../../types.ts';
import type { QuireSetup, RegularizedKernel } from './setup.ts';

/** What QUIRE reads of the labeled rows. */
interface Labeled {
  readonly table: RowTable;
  /** Cholesky factor of K + λI over them. */
  readonly factor: Float64Array;
  /** (K + λI)⁻¹ y, y = ±1. */
  readonly dual: Float64Array;
  /** ln det(K + λI) over those that the set-up knows. */
  readonly logDeterminant: number;
}

/** Keeps the determinant finite: with λ below 1 it grows without bound in the number of rows. */
const greatestLog = 500;

/**
 * QUIRE's estimate for each of some rows: Lss − det(Laa) / Lss + 2 |(Lsl − Lsu Luu⁻¹ Lul) yl| (Huang, Jin and Zhou 2010;
 * libact's terms), the less the better. No inverse is taken per row: with m and v the mean and variance of the kernel
 * regression on the labeled rows, noise λ included, the last term is 2 |m| / v, and det(Laa) is the labeled rows'
 * determinant of K + λI over that of all.
 */
export function quireEstimates(round: Round, rows: Int32Array, setup: QuireSetup): Float64Array {
  const { training, signal } = round;
  const { gamma, lambda } = setup;
  const labeled = prepareLabeled(round, setup);
  const size = training.rows.length;
  const { values, columns } = gatherTable(training.features, rows);
  const determinant = Math.exp(Math.min(greatestLog, labeled.logDeterminant - setup.logDeterminant));
  const covariance = new Float64Array(size);
  return Float64Array.from(rows, (row, index) => {
    if (index % 256 === 0) checkCancelled(signal);
    for (let other = 0; other < size; other++) {
      const square = squaredDistance(values, index * columns, labeled.table.values, other * columns, columns);
      covariance[other] = Math.exp(-gamma * square);
    }
    const mean = dot(covariance, 0, labeled.dual, 0, size);
    solveLower(labeled.factor, size, covariance);
    const variance = 1 + lambda - dot(covariance, 0, covariance, 0, size);
    const own = setup.inverseDiagonal.get(row)!;
    return own - determinant / own + (2 * Math.abs(mean)) / variance;
  });
}

function prepareLabeled({ training, signal }: Round, setup: QuireSetup): Labeled {
  const { rows, labels, features } = training;
  const size = rows.length;
  const table = gatherTable(features, rows);
  const kernel = kernelOf(table, setup);
  const factor = new Float64Array(size * size);
  choleskyFactor(kernel, size, factor, signal);
  const dual = Float64Array.from(labels, (label) => (label === 0 ? -1 : 1));
  solveLower(factor, size, dual);
  solveUpper(factor, size, dual);
  const inside = rows.filter((row) => setup.inverseDiagonal.has(row));
  return { table, factor, dual, logDeterminant: logDeterminantOf(gatherTable(features, inside), setup) };
}

/** K + λI of some rows. */
function kernelOf({ rows, columns, values }: RowTable, { gamma, lambda }: RegularizedKernel): Float64Array {
  const kernel = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    for (let other = 0; other <= row; other++) {
      const square = squaredDistance(values, row * columns, values, other * columns, columns);
      const value = Math.exp(-gamma * square) + (row === other ? lambda : 0);
      kernel[row * rows + other] = kernel[other * rows + row] = value;
    }
  }
  return kernel;
}

function logDeterminantOf(table: RowTable, setup: QuireSetup): number {
  const factor = kernelOf(table, setup);
  choleskyFactor(factor, table.rows, factor, neverCancelled);
  let sum = 0;
  for (let row = 0; row < table.rows; row++) sum += 2 * Math.log(factor[row * table.rows + row]!);
  return sum;
}
