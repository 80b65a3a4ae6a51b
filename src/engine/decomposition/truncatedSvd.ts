import { checkCancelled } from '../cancel.ts';
import { symmetricEigen } from '../math/symmetricEigen.ts';
import type { Rng } from '../rng.ts';
import { multiplyDense, multiplyTransposed, type SparseRows } from '../sparse/sparseRows.ts';
import type { CancelSignal } from '../types.ts';
import { gram, orthonormalize } from './orthonormalize.ts';

/** The greatest singular values of a matrix and their right singular vectors. */
export interface TruncatedSvd {
  /** Singular values found, at most as many as asked for; fewer where the matrix has a lower rank. */
  readonly rank: number;
  /** Descending, all positive. */
  readonly singularValues: Float64Array;
  /** `columns × rank`, row-major: a row of the matrix times this is its place in the space of the components. */
  readonly components: Float32Array;
}

/** Directions kept beside those asked for, and power iterations: scikit-learn takes 10 and 5. */
const oversampling = 20;
const iterations = 4;
/** Singular values below this share of the greatest are rounding. */
const leastShare = 1e-6;

/**
 * Truncated singular value decomposition of a sparse matrix, without centering: subspace iteration from random
 * directions (Halko, Martinsson and Tropp 2011, algorithm 4.4) on `AᵀA`, then the Rayleigh–Ritz step. The sign of
 * each component is that of its largest entry, as in scikit-learn's `TruncatedSVD`.
 * @param rank components asked for.
 * @throws CancelledError when the signal is raised.
 */
export function truncatedSvd(matrix: SparseRows, rank: number, rng: Rng, signal: CancelSignal): TruncatedSvd {
  const { columns } = matrix;
  const width = Math.min(rank + oversampling, matrix.rows, columns);
  const basis = Float64Array.from({ length: columns * width }, () => rng.uniform() - 0.5);
  orthonormalize(basis, columns, width);
  for (let iteration = 0; iteration < iterations; iteration++) {
    checkCancelled(signal);
    basis.set(multiplyTransposed(matrix, multiplyDense(matrix, basis, width), width));
    orthonormalize(basis, columns, width);
  }
  checkCancelled(signal);
  const squared = symmetric(gram(multiplyDense(matrix, basis, width), matrix.rows, width), width);
  const { values, vectors } = symmetricEigen(squared, width);
  const order = [...values.keys()].sort((left, right) => values[right]! - values[left]!).slice(0, rank);
  const singular = Float64Array.from(order, (index) => Math.sqrt(Math.max(0, values[index]!)));
  const found = singular.filter((value) => value > leastShare * singular[0]!);
  return {
    rank: found.length,
    singularValues: found,
    components: componentsOf(
      basis,
      order.slice(0, found.length).map((index) => vectors.subarray(index * width, (index + 1) * width)),
    ),
  };
}

/** Copies the lower triangle to the upper one. */
function symmetric(lower: Float64Array, size: number): Float64Array {
  return lower.map((value, index) => {
    const [row, column] = [Math.floor(index / size), index % size];
    return row < column ? lower[column * size + row]! : value;
  });
}

/**
 * The basis turned to eigenvectors, each with a positive largest entry.
 * @param basis `columns × width`, row-major; `width` is the length of an eigenvector.
 */
function componentsOf(basis: Float64Array, eigenvectors: readonly Float64Array[]): Float32Array {
  const rank = eigenvectors.length;
  const width = eigenvectors[0]?.length ?? 1;
  const columns = basis.length / width;
  const components = new Float32Array(columns * rank);
  for (const [component, eigenvector] of eigenvectors.entries()) {
    let largest = 0;
    for (let row = 0; row < columns; row++) {
      let sum = 0;
      for (let inner = 0; inner < width; inner++) sum += basis[row * width + inner]! * eigenvector[inner]!;
      components[row * rank + component] = sum;
      if (Math.abs(sum) > Math.abs(largest)) largest = sum;
    }
    if (largest >= 0) continue;
    for (let row = 0; row < columns; row++) {
      components[row * rank + component] = -components[row * rank + component]!;
    }
  }
  return components;
}
