import type { RowTable } from './rowTable.ts';

/**
 * Gradients of a last layer in factors: that of row i is the outer product of its error and its activation. Inner
 * products of gradients are products of the factors' inner products, so that the gradients, errors × activations
 * numbers each, are never written down.
 */
export class GradientFactors {
  /** Squared length of each gradient. */
  readonly squares: Float64Array;
  readonly #errors: RowTable;
  readonly #activations: RowTable;
  /** Length of each activation. */
  readonly #lengths: Float64Array;

  /** @param errors and `activations` have a row each for the same samples. */
  constructor(errors: RowTable, activations: RowTable) {
    this.#errors = errors;
    this.#activations = activations;
    this.#lengths = Float64Array.from({ length: errors.rows }, (_, row) =>
      Math.sqrt(innerProduct(activations, row, row)),
    );
    this.squares = this.#lengths.map((length, row) => innerProduct(errors, row, row) * length * length);
  }

  /** Lowers each of `nearest` to the row's squared distance from one row's gradient where that is less. */
  approach(center: number, nearest: Float64Array): void {
    const own = this.squares[center]!;
    const ownLength = this.#lengths[center]!;
    for (let row = 0; row < nearest.length; row++) {
      const sum = own + this.squares[row]!;
      const least = nearest[row]!;
      // The errors alone often tell that the row is not nearer, whatever the activations are (Cauchy and Schwarz).
      const errors = innerProduct(this.#errors, center, row);
      if (sum - 2 * Math.abs(errors) * ownLength * this.#lengths[row]! >= least) continue;
      const square = Math.max(0, sum - 2 * errors * innerProduct(this.#activations, center, row));
      if (square < least) nearest[row] = square;
    }
    nearest[center] = 0;
  }
}

/** Inner product of two rows, in four sums that do not wait for each other. */
function innerProduct({ columns, values }: RowTable, left: number, right: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let from = left * columns;
  let to = right * columns;
  const end = from + columns;
  for (; from + 3 < end; from += 4, to += 4) {
    first += values[from]! * values[to]!;
    second += values[from + 1]! * values[to + 1]!;
    third += values[from + 2]! * values[to + 2]!;
    fourth += values[from + 3]! * values[to + 3]!;
  }
  for (; from < end; from++, to++) first += values[from]! * values[to]!;
  return first + second + (third + fourth);
}
