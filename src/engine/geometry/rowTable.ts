import { blockRows, offsetOf, type FeatureMatrix } from '../matrix.ts';

/** Some rows of a matrix side by side, row-major: for work that compares rows with each other. */
export interface RowTable {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

export function gatherTable(matrix: FeatureMatrix, rows: Int32Array): RowTable {
  const { columns, data } = matrix;
  const values = new Float32Array(rows.length * columns);
  let target = 0;
  for (const row of rows) {
    let source = offsetOf(matrix, row, 0);
    for (let column = 0; column < columns; column++) {
      values[target++] = data[source]!;
      source += blockRows;
    }
  }
  return { rows: rows.length, columns, values };
}

/** Squared Euclidean distance of two rows, each in a table of its own, in four sums that do not wait for each other. */
export function squaredDistance(
  left: Float32Array,
  leftStart: number,
  right: Float32Array,
  rightStart: number,
  columns: number,
): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let column = 0;
  for (; column + 3 < columns; column += 4) {
    const from = leftStart + column;
    const to = rightStart + column;
    const difference0 = left[from]! - right[to]!;
    const difference1 = left[from + 1]! - right[to + 1]!;
    const difference2 = left[from + 2]! - right[to + 2]!;
    const difference3 = left[from + 3]! - right[to + 3]!;
    first += difference0 * difference0;
    second += difference1 * difference1;
    third += difference2 * difference2;
    fourth += difference3 * difference3;
  }
  for (; column < columns; column++) first += (left[leftStart + column]! - right[rightStart + column]!) ** 2;
  return first + second + (third + fourth);
}
