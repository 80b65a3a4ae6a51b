import { leafOf } from './descent.ts';
import { rSquared } from './rSquared.ts';

/** The arrays a row descends through. */
type Nodes = Parameters<typeof leafOf>[0] & { readonly value: Float32Array };

/**
 * Averages the predictions of each row over the trees that did not draw it, and scores them as scikit-learn 1.2
 * does: a row that every tree drew is predicted 0 and counts like any other.
 */
export class OutOfBagMeans {
  readonly #columns: Float32Array;
  readonly #targets: Float64Array;
  /** Sum and number of predictions, per row. */
  readonly #sums: Float64Array;
  readonly #counts: Int32Array;

  constructor(columns: Float32Array, targets: Float64Array) {
    this.#columns = columns;
    this.#targets = targets;
    this.#sums = new Float64Array(targets.length);
    this.#counts = new Int32Array(targets.length);
  }

  addTree(nodes: Nodes, root: number, weights: Int32Array): void {
    const rows = weights.length;
    for (let row = 0; row < rows; row++) {
      if (weights[row] === 0) this.#add(row, nodes.value[leafOf(nodes, root, this.#columns, row, rows)]!);
    }
  }

  /** Adds sums and counts gathered elsewhere. */
  addAll(sums: Float64Array, counts: Int32Array): void {
    for (let row = 0; row < sums.length; row++) {
      this.#sums[row]! += sums[row]!;
      this.#counts[row]! += counts[row]!;
    }
  }

  rSquared(): number {
    const means = this.#sums.map((sum, row) => sum / Math.max(1, this.#counts[row]!));
    return rSquared(this.#targets, means);
  }

  #add(row: number, prediction: number): void {
    this.#sums[row]! += prediction;
    this.#counts[row]!++;
  }
}
