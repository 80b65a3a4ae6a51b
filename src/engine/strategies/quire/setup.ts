import { checkCancelled } from '../../cancel.ts';
import { gatherTable, type RowTable } from '../../geometry/rowTable.ts';
import { addRowProducts } from '../../math/rowProducts.ts';
import type { FeatureMatrix } from '../../matrix.ts';
import { choleskyFactor, inverseColumns } from '../../math/cholesky.ts';
import { dot } from '../../math/dot.ts';
import type { CancelSignal } from '../../types.ts';

/** The kernel exp(−γ‖x − x′‖²) with λ on its diagonal. */
export interface RegularizedKernel {
  readonly gamma: number;
  readonly lambda: number;
}

/** What QUIRE needs of the pool's kernel, whatever is labeled. */
export interface QuireSetup extends RegularizedKernel {
  /** The rows it was made for, ascending. */
  readonly rows: Int32Array;
  /** Diagonal of L = (K + λI)⁻¹, row by row. */
  readonly inverseDiagonal: ReadonlyMap<number, number>;
  /** ln det(K + λI). */
  readonly logDeterminant: number;
}

/** The last set-up of each matrix: it takes the cube of the rows and stays the same while rows are labeled. */
const known = new WeakMap<FeatureMatrix, QuireSetup>();

/**
 * What is read of (K + λI)⁻¹ over some rows. Made once for the same rows and kernel.
 * @throws CancelledError when the signal is raised.
 */
export function setUpQuire(
  features: FeatureMatrix,
  rows: Int32Array,
  kernel: RegularizedKernel,
  signal: CancelSignal,
): QuireSetup {
  const last = known.get(features);
  const isSame = last?.gamma === kernel.gamma && last.lambda === kernel.lambda && sameRows(last.rows, rows);
  if (isSame) return last;
  const setup = compute(features, rows, kernel, signal);
  known.set(features, setup);
  return setup;
}

const sameRows = (left: Int32Array, right: Int32Array): boolean =>
  left.length === right.length && left.every((row, index) => row === right[index]);

function compute(
  features: FeatureMatrix,
  rows: Int32Array,
  kernel: RegularizedKernel,
  signal: CancelSignal,
): QuireSetup {
  const size = rows.length;
  const factor = kernelOf(gatherTable(features, rows), kernel, signal);
  choleskyFactor(factor, size, factor, signal);
  const columns = inverseColumns(factor, size, signal);
  const inverseDiagonal = new Map<number, number>();
  let logDeterminant = 0;
  for (const [place, row] of rows.entries()) {
    const start = place * size + place;
    inverseDiagonal.set(row, dot(columns, start, columns, start, size - place));
    logDeterminant += 2 * Math.log(factor[start]!);
  }
  return { ...kernel, rows, inverseDiagonal, logDeterminant };
}

/**
 * Less than this is nothing beside a diagonal of 1 + λ. Products of such numbers are subnormal, with which processors take
 * many times as long: in many dimensions most of the kernel is of this kind.
 */
const negligible = 1e-30;

/** Rows whose kernel is computed together. */
const panel = 64;

/**
 * K + λI, on and below the diagonal. Squared distances come from products of rows, which are computed in tiles: of a large
 * pool that is several times as fast as `criterion.ts` does it for the few labeled rows, and rounds otherwise.
 */
function kernelOf(table: RowTable, { gamma, lambda }: RegularizedKernel, signal: CancelSignal): Float64Array {
  const { rows: size, columns } = table;
  const values = Float64Array.from(table.values);
  const norms = Float64Array.from({ length: size }, (_, row) =>
    dot(values, row * columns, values, row * columns, columns),
  );
  const kernel = new Float64Array(size * size);
  for (let first = 0; first < size; first += panel) {
    checkCancelled(signal);
    const end = Math.min(first + panel, size);
    const target = { values: kernel, start: first * size + first, stride: size };
    const own = { values, start: first * columns, stride: columns };
    addRowProducts(target, own, own, size - first, end - first, columns, 1);
    for (let row = first; row < size; row++) {
      for (let other = first; other < Math.min(row, end); other++) {
        const square = norms[row]! + norms[other]! - 2 * kernel[row * size + other]!;
        const value = Math.exp(-gamma * Math.max(0, square));
        kernel[row * size + other] = value < negligible ? 0 : value;
      }
      if (row < end) kernel[row * size + row] = 1 + lambda;
    }
  }
  return kernel;
}
