import type { RowTable } from './rowTable.ts';

/** Neighbors that tell how typical a row is. */
const mostNeighbors = 20;
/** Keeps the typicality of rows that repeat finite, as in the authors' code. */
const leastDistance = 1e-5;

/**
 * Typicality of each row of a table: one over the mean distance to its 20 nearest neighbors in the table, or to half of
 * the rows where those are fewer (Hacohen, Dekel and Weinshall 2022). Compares all pairs.
 */
export function typicalities(table: RowTable): Float64Array {
  const { rows } = table;
  const neighbors = Math.min(mostNeighbors, rows - 1, Math.max(1, rows >> 1));
  const squares = pairSquares(table);
  return Float64Array.from({ length: rows }, (_, row) => {
    squares[row * rows + row] = Infinity;
    const mean = meanRootOfLeast(squares.subarray(row * rows, (row + 1) * rows), neighbors);
    return 1 / (mean + leastDistance);
  });
}

/** Squared distances of all pairs of rows. */
function pairSquares(table: RowTable): Float32Array {
  const { rows } = table;
  const squares = new Float32Array(rows * rows);
  const tile = new Float64Array(tileRows);
  for (let first = 0; first < rows; first += tileRows) {
    for (let other = 0; other < Math.min(first + tileRows, rows); other++) {
      tileSquares(table, first, other, tile);
      for (let index = 0; index < tileRows && first + index < rows; index++) {
        squares[(first + index) * rows + other] = tile[index]!;
        squares[other * rows + first + index] = tile[index]!;
      }
    }
  }
  return squares;
}

/** Rows compared with another at a time, so that each of its values is read once for all of them. */
const tileRows = 4;

function tileSquares({ rows, columns, values }: RowTable, first: number, other: number, tile: Float64Array) {
  const placeOf = (index: number): number => Math.min(first + index, rows - 1) * columns;
  const [place0, place1, place2, place3] = [placeOf(0), placeOf(1), placeOf(2), placeOf(3)];
  const start = other * columns;
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  for (let column = 0; column < columns; column++) {
    const value = values[start + column]!;
    const difference0 = values[place0 + column]! - value;
    const difference1 = values[place1 + column]! - value;
    const difference2 = values[place2 + column]! - value;
    const difference3 = values[place3 + column]! - value;
    sum0 += difference0 * difference0;
    sum1 += difference1 * difference1;
    sum2 += difference2 * difference2;
    sum3 += difference3 * difference3;
  }
  tile[0] = sum0;
  tile[1] = sum1;
  tile[2] = sum2;
  tile[3] = sum3;
}

/** Mean of the square roots of the `count` least values, 0 for none. */
function meanRootOfLeast(values: Float32Array, count: number): number {
  const least = new Float64Array(count).fill(Infinity);
  for (const value of values) {
    if (!(value < least[count - 1]!)) continue;
    let place = count - 1;
    for (; place > 0 && least[place - 1]! > value; place--) least[place] = least[place - 1]!;
    least[place] = value;
  }
  return count === 0 ? 0 : least.reduce((sum, value) => sum + Math.sqrt(value), 0) / count;
}
