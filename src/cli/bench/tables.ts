import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createRng } from '../../engine/rng.ts';
import { blockRows, offsetOf, type FeatureMatrix, type MatrixAllocator } from '../../engine/matrix.ts';

/** Hidden causes that the features follow. */
const factors = 8;

/**
 * A seeded matrix as feature extractors give them: every column follows one of eight hidden factors, blurred by
 * noise of the same size, so that columns come in correlated groups.
 */
export function factorMatrix(rows: number, columns: number, allocate: MatrixAllocator): FeatureMatrix {
  const rng = createRng('bench').fork(rows, columns);
  const matrix = allocate(rows, columns);
  const hidden = new Float64Array(factors);
  for (let row = 0; row < rows; row++) {
    hidden.forEach((_, factor) => (hidden[factor] = rng.uniform() - 0.5));
    let target = offsetOf(matrix, row, 0);
    for (let column = 0; column < columns; column++) {
      matrix.data[target] = 2.45 * (hidden[column % factors]! + rng.uniform() - 0.5);
      target += blockRows;
    }
  }
  return matrix;
}

/** Two classes by two of the factors, as the mean of their columns shows them, and noise. */
export function labelsOf(matrix: FeatureMatrix, rows: number): Int32Array {
  const rng = createRng('bench labels');
  return Int32Array.from({ length: rows }, (_, row) => {
    let sum = 10 * (rng.uniform() - 0.5);
    for (let column = 0; column < matrix.columns; column += factors) {
      sum += matrix.data[offsetOf(matrix, row, column)]! + matrix.data[offsetOf(matrix, row, column + 1)]!;
    }
    return sum > 0 ? 1 : 0;
  });
}

/** The first rows as arrays of numbers, row by row. */
export const rowsOf = (matrix: FeatureMatrix, rows: number): number[][] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: matrix.columns }, (_, column) => matrix.data[offsetOf(matrix, row, column)]!),
  );

/** Rows written at a time, so that a large table is never held twice. */
const chunkRows = 4096;

/** Writes the first rows as a row-major float32 file and returns its path. */
export async function writeRowMajor(
  folder: string,
  name: string,
  matrix: FeatureMatrix,
  rows: number,
): Promise<string> {
  const path = join(folder, `${name}.f32`);
  const file = await open(path, 'w');
  try {
    for (let first = 0; first < rows; first += chunkRows) {
      await file.write(rowMajor(matrix, first, Math.min(chunkRows, rows - first)));
    }
  } finally {
    await file.close();
  }
  return path;
}

function rowMajor(matrix: FeatureMatrix, first: number, rows: number): Float32Array {
  const values = new Float32Array(rows * matrix.columns);
  let next = 0;
  for (let row = first; row < first + rows; row++) {
    for (let column = 0; column < matrix.columns; column++) {
      values[next++] = matrix.data[offsetOf(matrix, row, column)]!;
    }
  }
  return values;
}

/** Writes numbers as a float32 file of one column and returns its path. */
export async function writeColumn(folder: string, name: string, values: ArrayLike<number>): Promise<string> {
  const path = join(folder, `${name}.f32`);
  const file = await open(path, 'w');
  try {
    await file.write(Float32Array.from(values));
  } finally {
    await file.close();
  }
  return path;
}
