import { blockRows, matrixLength, offsetOf, type FeatureMatrix } from '../matrix.ts';

/**
 * Keeps the squared Euclidean distance of every row of a matrix to the nearest of some rows, of which there may be
 * more and more. Reads the matrix in place, block by block, so that a large pool is not copied.
 */
export class NearestRow {
  /** Of every row; Infinity as long as nothing was approached. */
  readonly squares: Float64Array;
  readonly #matrix: FeatureMatrix;
  readonly #block = new Float64Array(blockRows);

  /** @param squares what is known already; Infinity of every row unless given. */
  constructor(matrix: FeatureMatrix, squares = new Float64Array(matrix.rows).fill(Infinity)) {
    this.#matrix = matrix;
    this.squares = squares;
  }

  /** One that goes on by itself. */
  copy(): NearestRow {
    return new NearestRow(this.#matrix, this.squares.slice());
  }

  /** Takes one more row into account. */
  approach(center: number): void {
    const { rows, columns, data } = this.#matrix;
    const block = this.#block;
    const origin = offsetOf(this.#matrix, center, 0);
    for (let first = 0; first < rows; first += blockRows) {
      const count = Math.min(blockRows, rows - first);
      block.fill(0, 0, count);
      let start = matrixLength(first, columns);
      for (let column = 0; column < columns; column++, start += blockRows) {
        const value = data[origin + column * blockRows]!;
        for (let index = 0; index < count; index++) {
          const difference = data[start + index]! - value;
          block[index] = block[index]! + difference * difference;
        }
      }
      for (let index = 0; index < count; index++) {
        if (block[index]! < this.squares[first + index]!) this.squares[first + index] = block[index]!;
      }
    }
  }
}
