import { dot } from '../../math/dot.ts';

/**
 * The rows a model is fitted on, row-major. Weights for it hold, output after output, one number per column and
 * then the intercept.
 */
export interface Design {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  /** How many leading values of each row may differ from 0: the other ones are never read. */
  readonly lengths: Int32Array;
}

/** Writes `scores[row, output]` = the row's values · the output's weights + its intercept. */
export function applyWeights(
  design: Design,
  weights: Float64Array,
  outputs: number,
  scores: Float64Array,
): void {
  const { rows, columns, values, lengths } = design;
  for (let row = 0; row < rows; row++) {
    for (let output = 0; output < outputs; output++) {
      const start = output * (columns + 1);
      scores[row * outputs + output] =
        dot(values, row * columns, weights, start, lengths[row]!) + weights[start + columns]!;
    }
  }
}

/** The transpose of {@link applyWeights}: writes the sums over rows of `scores[row, output]` times the row and 1. */
export function applyTransposed(
  design: Design,
  scores: Float64Array,
  outputs: number,
  sums: Float64Array,
): void {
  const { rows, columns, values, lengths } = design;
  sums.fill(0);
  for (let row = 0; row < rows; row++) {
    const source = row * columns;
    const length = lengths[row]!;
    for (let output = 0; output < outputs; output++) {
      const score = scores[row * outputs + output]!;
      const start = output * (columns + 1);
      for (let column = 0; column < length; column++) {
        sums[start + column] = sums[start + column]! + score * values[source + column]!;
      }
      sums[start + columns] = sums[start + columns]! + score;
    }
  }
}

/** As {@link applyTransposed} with every value squared: the diagonal of a weighted Gram matrix. */
export function applySquaresTransposed(
  design: Design,
  scores: Float64Array,
  outputs: number,
  sums: Float64Array,
): void {
  const { rows, columns, values, lengths } = design;
  sums.fill(0);
  for (let row = 0; row < rows; row++) {
    const source = row * columns;
    const length = lengths[row]!;
    for (let output = 0; output < outputs; output++) {
      const score = scores[row * outputs + output]!;
      const start = output * (columns + 1);
      for (let column = 0; column < length; column++) {
        const value = values[source + column]!;
        sums[start + column] = sums[start + column]! + score * value * value;
      }
      sums[start + columns] = sums[start + columns]! + score;
    }
  }
}
