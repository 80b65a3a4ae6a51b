import { symmetricEigen } from '../math/symmetricEigen.ts';

/** Makes rows uncorrelated and of unit variance without turning them more than that takes: (row − mean) · matrix. */
export interface Whitening {
  readonly mean: Float64Array;
  /** Symmetric, `columns × columns`. */
  readonly matrix: Float64Array;
}

/** Added to the variances, so that directions which hardly vary are not blown up to noise. */
const damping = 0.1;

/** ZCA whitening (Bell and Sejnowski 1997) of rows, `rows × columns`, row-major. */
export function learnWhitening(values: Float32Array, columns: number): Whitening {
  const { mean, covariance } = momentsOf(values, columns);
  const eigen = symmetricEigen(covariance, columns);
  const matrix = new Float64Array(columns * columns);
  for (let axis = 0; axis < columns; axis++) {
    const vector = eigen.vectors.subarray(axis * columns, (axis + 1) * columns);
    const factor = 1 / Math.sqrt(Math.max(0, eigen.values[axis]!) + damping);
    for (let row = 0; row < columns; row++) {
      const weight = factor * vector[row]!;
      for (let column = 0; column < columns; column++)
        matrix[row * columns + column]! += weight * vector[column]!;
    }
  }
  return { mean, matrix };
}

/** Means and unbiased covariances. */
function momentsOf(values: Float32Array, columns: number) {
  const rows = values.length / columns;
  const mean = new Float64Array(columns);
  for (let index = 0; index < values.length; index++) mean[index % columns]! += values[index]! / rows;
  const covariance = new Float64Array(columns * columns);
  const centered = new Float64Array(columns);
  for (let start = 0; start < values.length; start += columns) {
    for (let column = 0; column < columns; column++)
      centered[column] = values[start + column]! - mean[column]!;
    for (let row = 0; row < columns; row++) {
      const value = centered[row]!;
      for (let column = 0; column <= row; column++)
        covariance[row * columns + column]! += value * centered[column]!;
    }
  }
  for (let row = 0; row < columns; row++) {
    for (let column = 0; column <= row; column++) {
      const value = covariance[row * columns + column]! / Math.max(1, rows - 1);
      covariance[row * columns + column] = covariance[column * columns + row] = value;
    }
  }
  return { mean, covariance };
}

/** The rows whitened, in float32. */
export function whiten(values: Float32Array, { mean, matrix }: Whitening): Float32Array {
  const columns = mean.length;
  const result = new Float32Array(values.length);
  const sums = new Float64Array(columns);
  for (let start = 0; start < values.length; start += columns) {
    sums.fill(0);
    for (let row = 0; row < columns; row++) {
      const value = values[start + row]! - mean[row]!;
      for (let column = 0; column < columns; column++)
        sums[column]! += value * matrix[row * columns + column]!;
    }
    result.set(sums, start);
  }
  return result;
}
