/** A sparse matrix in compressed rows: row `r` holds the entries `starts[r]` to `starts[r + 1]`. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** `rows + 1` ascending offsets; the first is 0. */
  readonly starts: Int32Array;
  /** Column of each entry, none twice in a row. */
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** The product `A · B` with a dense `B`, `columns × width`; both are row-major. */
export function multiplyDense(matrix: SparseRows, dense: Float64Array, width: number): Float64Array {
  const { rows, starts, indices, values } = matrix;
  const product = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const target = row * width;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      addScaled(product, target, dense, indices[entry]! * width, values[entry]!, width);
    }
  }
  return product;
}

/** The product `Aᵀ · B` with a dense `B`, `rows × width`; both are row-major. */
export function multiplyTransposed(matrix: SparseRows, dense: Float64Array, width: number): Float64Array {
  const { rows, columns, starts, indices, values } = matrix;
  const product = new Float64Array(columns * width);
  for (let row = 0; row < rows; row++) {
    const source = row * width;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      addScaled(product, indices[entry]! * width, dense, source, values[entry]!, width);
    }
  }
  return product;
}

function addScaled(
  target: Float64Array,
  targetStart: number,
  source: Float64Array,
  sourceStart: number,
  factor: number,
  count: number,
): void {
  for (let index = 0; index < count; index++) {
    target[targetStart + index] = target[targetStart + index]! + factor * source[sourceStart + index]!;
  }
}

/** The given rows, in their order. */
export function selectSparseRows(matrix: SparseRows, rows: Int32Array): SparseRows {
  const lengthOf = (row: number): number => matrix.starts[row + 1]! - matrix.starts[row]!;
  const starts = new Int32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) starts[index + 1] = starts[index]! + lengthOf(row);
  const indices = new Int32Array(starts[rows.length]!);
  const values = new Float32Array(indices.length);
  for (const [index, row] of rows.entries()) {
    const [from, to] = [matrix.starts[row]!, matrix.starts[row + 1]!];
    indices.set(matrix.indices.subarray(from, to), starts[index]);
    values.set(matrix.values.subarray(from, to), starts[index]);
  }
  return { rows: rows.length, columns: matrix.columns, starts, indices, values };
}
