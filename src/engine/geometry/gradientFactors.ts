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

  /** @param errors and `activations` have a row each for the same samples. */
  constructor(errors: RowTable, activations: RowTable) {
    this.#errors = errors;
    this.#activations = activations;
    this.squares = Float64Array.from({ length: errors.rows }, (_, row) =>
      Math.max(0, this.#product(row, row)),
    );
  }

  /** Lowers each of `nearest` to the row's squared distance from one row's gradient where that is less. */
  approach(center: number, nearest: Float64Array): void {
    const own = this.squares[center]!;
    const length = Math.sqrt(own);
    for (let row = 0; row < nearest.length; row++) {
      const other = this.squares[row]!;
      // No two gradients are nearer to each other than their lengths are.
      if ((Math.sqrt(other) - length) ** 2 >= nearest[row]!) continue;
      const square = Math.max(0, own + other - 2 * this.#product(center, row));
      if (square < nearest[row]!) nearest[row] = square;
    }
    nearest[center] = 0;
  }

  #product(left: number, right: number): number {
    const errors = innerProduct(this.#errors, left, right);
    return errors === 0 ? 0 : errors * innerProduct(this.#activations, left, right);
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
