/** Rows of one block of a {@link FeatureMatrix}: 4 KiB per column, so that a block of used columns stays in cache. */
export const blockRows = 1024;

/**
 * Features of a whole dataset, Float32, in blocks of 1,024 rows and, inside a block, column after column
 * (docs/forest.md says why). The last block is padded. Readers never write to `data`. Rows the
 * features could not be computed for (an unreadable image) are all zero.
 */
export interface FeatureMatrix {
  readonly rows: number;
  readonly columns: number;
  /** ⌈rows / 1024⌉ × columns × 1024 numbers, often on shared memory. All finite. */
  readonly data: Float32Array;
  /** Where every row is a picture: the values of its pixels, row by row, the channels of a pixel side by side. */
  readonly picture?: Picture;
  /** Columns that are one measurement, such as an embedding, and so share one scale; ascending, apart. */
  readonly blocks?: readonly ColumnBlock[];
}

/** Columns side by side: `start` to `start + columns`. */
export interface ColumnBlock {
  readonly start: number;
  readonly columns: number;
}

/** Size of the pictures in a matrix; `channels × width × height` is its number of columns. */
export interface Picture {
  readonly channels: number;
  readonly width: number;
  readonly height: number;
}

/** Allocates the memory of a matrix; the runtime gives shared memory that kernels and threads read in place. */
export type MatrixAllocator = (rows: number, columns: number) => FeatureMatrix;

/** Length of `data` for a matrix of that shape. */
export const matrixLength = (rows: number, columns: number): number =>
  Math.ceil(rows / blockRows) * blockRows * columns;

/** Index into `data` of one value. */
export const offsetOf = (matrix: FeatureMatrix, row: number, column: number): number =>
  (row - (row % blockRows)) * matrix.columns + column * blockRows + (row % blockRows);

/** A matrix on the ordinary heap. */
export const allocateMatrix: MatrixAllocator = (rows, columns) => ({
  rows,
  columns,
  data: new Float32Array(matrixLength(rows, columns)),
});

/** Copies the given rows into a dense column-major array: `rows.length` values of column 0, then of column 1, … */
export function gatherColumns(matrix: FeatureMatrix, rows: Int32Array): Float32Array {
  const gathered = new Float32Array(rows.length * matrix.columns);
  for (let index = 0; index < rows.length; index++) {
    let source = offsetOf(matrix, rows[index]!, 0);
    let target = index;
    for (let column = 0; column < matrix.columns; column++) {
      gathered[target] = matrix.data[source]!;
      source += blockRows;
      target += rows.length;
    }
  }
  return gathered;
}

/** A matrix of some rows. */
export function selectRows(matrix: FeatureMatrix, rows: Int32Array): FeatureMatrix {
  const selected = allocateMatrix(rows.length, matrix.columns);
  for (let index = 0; index < rows.length; index++) {
    let source = offsetOf(matrix, rows[index]!, 0);
    let target = offsetOf(selected, index, 0);
    for (let column = 0; column < matrix.columns; column++) {
      selected.data[target] = matrix.data[source]!;
      source += blockRows;
      target += blockRows;
    }
  }
  return selected;
}

/** Writes a dense row-major array (`rows × columns`) into blocks. */
export function fromRowMajor(
  values: ArrayLike<number>,
  rows: number,
  columns: number,
  allocate: MatrixAllocator = allocateMatrix,
): FeatureMatrix {
  const matrix = allocate(rows, columns);
  for (let row = 0; row < rows; row++) {
    let target = offsetOf(matrix, row, 0);
    for (let column = 0; column < columns; column++) {
      matrix.data[target] = values[row * columns + column]!;
      target += blockRows;
    }
  }
  return matrix;
}
