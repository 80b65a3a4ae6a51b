import { blockRows, offsetOf, type FeatureMatrix } from '../matrix.ts';

/**
 * Mean over the given rows of (1 + cosine) / 2 with each of them, itself included: 0 to 1. The mean of cosines is the
 * inner product with the mean direction, so it takes two passes and not all pairs. A row of zeros has cosine 0.
 */
export function meanSimilarity(matrix: FeatureMatrix, rows: Int32Array): Float64Array {
  const { columns, data } = matrix;
  const direction = meanDirection(matrix, rows);
  return Float64Array.from(rows, (row) => {
    const length = lengthOf(matrix, row);
    if (length === 0) return 0.5;
    let product = 0;
    let index = offsetOf(matrix, row, 0);
    for (let column = 0; column < columns; column++, index += blockRows) {
      product += direction[column]! * data[index]!;
    }
    return Math.min(1, Math.max(0, (1 + product / length) / 2));
  });
}

/** Mean of the rows, each scaled to length 1; summed in the order of the rows, whatever order they are given in. */
function meanDirection(matrix: FeatureMatrix, rows: Int32Array): Float64Array {
  const { columns, data } = matrix;
  const direction = new Float64Array(columns);
  for (const row of rows.slice().sort()) {
    const length = lengthOf(matrix, row);
    if (length === 0) continue;
    const share = 1 / (length * rows.length);
    let index = offsetOf(matrix, row, 0);
    for (let column = 0; column < columns; column++, index += blockRows) {
      direction[column] = direction[column]! + share * data[index]!;
    }
  }
  return direction;
}

function lengthOf(matrix: FeatureMatrix, row: number): number {
  let sum = 0;
  let index = offsetOf(matrix, row, 0);
  for (let column = 0; column < matrix.columns; column++, index += blockRows) sum += matrix.data[index]! ** 2;
  return Math.sqrt(sum);
}
