import { squaredDistance, type RowTable } from './rowTable.ts';

/** Neighbors that tell how typical a row is. */
const mostNeighbors = 20;
/** Keeps the typicality of rows that repeat finite, as in the authors' code. */
const leastDistance = 1e-5;

/**
 * Typicality of each row of a table: one over the mean distance to its 20 nearest neighbors in the table, or to half of
 * the rows where those are fewer (Hacohen, Dekel and Weinshall 2022). Compares all pairs.
 */
export function typicalities({ rows, columns, values }: RowTable): Float64Array {
  const neighbors = Math.min(mostNeighbors, rows - 1, Math.max(1, rows >> 1));
  const distances = new Float32Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    for (let other = 0; other < row; other++) {
      const square = squaredDistance(values, row * columns, values, other * columns, columns);
      distances[row * rows + other] = distances[other * rows + row] = Math.sqrt(square);
    }
  }
  return Float64Array.from({ length: rows }, (_, row) => {
    distances[row * rows + row] = Infinity;
    const mean = meanOfLeast(distances.subarray(row * rows, (row + 1) * rows), neighbors);
    return 1 / (mean + leastDistance);
  });
}

/** Mean of the `count` least values, 0 for none. */
function meanOfLeast(values: Float32Array, count: number): number {
  const least = new Float64Array(count).fill(Infinity);
  for (const value of values) {
    if (!(value < least[count - 1]!)) continue;
    let place = count - 1;
    for (; place > 0 && least[place - 1]! > value; place--) least[place] = least[place - 1]!;
    least[place] = value;
  }
  return count === 0 ? 0 : least.reduce((sum, value) => sum + value, 0) / count;
}
