/** Eigenvalues in descending order and their eigenvectors. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** `size × size`, row-major: column `i` belongs to `values[i]` and has length 1. */
  readonly vectors: Float64Array;
}

/** Sweeps after which the rotations have converged for every matrix met; Jacobi converges quadratically. */
const maxSweeps = 60;
/** Off-diagonal share of the Frobenius norm that counts as zero. */
const tolerance = 1e-15;

/**
 * Eigendecomposition of a dense symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, Matrix
 * Computations, 4th edition, algorithm 8.5.3).
 * @param matrix `size × size`, row-major; not changed.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const work = matrix.slice();
  const vectors = identity(size);
  const norm = Math.sqrt(work.reduce((sum, value) => sum + value * value, 0));
  for (let sweep = 0; sweep < maxSweeps && offDiagonal(work, size) > tolerance * norm; sweep++) {
    for (let first = 0; first < size - 1; first++) {
      for (let second = first + 1; second < size; second++) rotate(work, vectors, size, first, second);
    }
  }
  return sorted(work, vectors, size);
}

function identity(size: number): Float64Array {
  const values = new Float64Array(size * size);
  for (let index = 0; index < size; index++) values[index * size + index] = 1;
  return values;
}

/** Frobenius norm of the entries off the diagonal. */
function offDiagonal(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) {
    for (let column = row + 1; column < size; column++) sum += 2 * matrix[row * size + column]! ** 2;
  }
  return Math.sqrt(sum);
}

/** Zeroes the entry (first, second) by a rotation of both rows and columns. */
function rotate(
  matrix: Float64Array,
  vectors: Float64Array,
  size: number,
  first: number,
  second: number,
): void {
  const entry = matrix[first * size + second]!;
  if (entry === 0) return;
  const ratio = (matrix[second * size + second]! - matrix[first * size + first]!) / (2 * entry);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (let index = 0; index < size; index++) {
    mix(matrix, index * size + first, index * size + second, cosine, sine);
    mix(vectors, index * size + first, index * size + second, cosine, sine);
  }
  for (let index = 0; index < size; index++) {
    mix(matrix, first * size + index, second * size + index, cosine, sine);
  }
}

function mix(values: Float64Array, first: number, second: number, cosine: number, sine: number): void {
  const [one, other] = [values[first]!, values[second]!];
  values[first] = cosine * one - sine * other;
  values[second] = sine * one + cosine * other;
}

function sorted(matrix: Float64Array, vectors: Float64Array, size: number): SymmetricEigen {
  const diagonal = Float64Array.from({ length: size }, (_, index) => matrix[index * size + index]!);
  const order = [...diagonal.keys()].sort((left, right) => diagonal[right]! - diagonal[left]!);
  const arranged = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (const [target, source] of order.entries())
      arranged[row * size + target] = vectors[row * size + source]!;
  }
  return { values: Float64Array.from(order, (index) => diagonal[index]!), vectors: arranged };
}
