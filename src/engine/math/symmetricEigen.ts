/** Eigenvalues of a symmetric matrix and, in the same order, its eigenvectors: unit rows of a `size × size` array. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Sweeps after which rounding is all that is left; a matrix of 108 columns takes about ten. */
const mostSweeps = 60;

/**
 * Eigen-decomposition by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, section 8.5), in no order.
 * @param matrix symmetric, `size × size`, row-major; it stays as it is.
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const rest = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let index = 0; index < size; index++) vectors[index * size + index] = 1;
  const scale = matrix.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < mostSweeps && squaresOffDiagonal(rest, size) > 1e-30 * scale; sweep++) {
    for (let row = 0; row < size; row++) {
      for (let column = row + 1; column < size; column++) rotate(rest, vectors, size, row, column);
    }
  }
  return { values: Float64Array.from({ length: size }, (_, index) => rest[index * size + index]!), vectors };
}

function squaresOffDiagonal(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) sum += 2 * matrix[row * size + column]! ** 2;
  }
  return sum;
}

/** Makes the element at (row, column) zero by turning the two axes. */
function rotate(
  matrix: Float64Array,
  vectors: Float64Array,
  size: number,
  row: number,
  column: number,
): void {
  const element = matrix[row * size + column]!;
  if (element === 0) return;
  const gap = (matrix[column * size + column]! - matrix[row * size + row]!) / (2 * element);
  const tangent = (gap < 0 ? -1 : 1) / (Math.abs(gap) + Math.sqrt(1 + gap * gap));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  turnRows(matrix, size, row, column, cosine, sine);
  for (let index = 0; index < size; index++) {
    const first = matrix[index * size + row]!;
    const second = matrix[index * size + column]!;
    matrix[index * size + row] = cosine * first - sine * second;
    matrix[index * size + column] = sine * first + cosine * second;
  }
  turnRows(vectors, size, row, column, cosine, sine);
}

function turnRows(
  matrix: Float64Array,
  size: number,
  row: number,
  column: number,
  cosine: number,
  sine: number,
): void {
  for (let index = 0; index < size; index++) {
    const first = matrix[row * size + index]!;
    const second = matrix[column * size + index]!;
    matrix[row * size + index] = cosine * first - sine * second;
    matrix[column * size + index] = sine * first + cosine * second;
  }
}
