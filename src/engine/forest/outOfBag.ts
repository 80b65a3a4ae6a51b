import { leafOf } from './descent.ts';
import type { ForestNodes } from './forestNodes.ts';

/**
 * Sums the class shares of each row over the trees that did not draw it, and scores them as scikit-learn does:
 * the class of the greatest sum, the first among equals, so class 0 for rows that every tree drew.
 */
export class OutOfBagVotes {
  readonly #columns: Float32Array;
  readonly #labels: Int32Array;
  readonly #classCount: number;
  readonly #sums: Float64Array;

  constructor(columns: Float32Array, labels: Int32Array, classCount: number) {
    this.#columns = columns;
    this.#labels = labels;
    this.#classCount = classCount;
    this.#sums = new Float64Array(labels.length * classCount);
  }

  addTree(nodes: ForestNodes, root: number, weights: Int32Array): void {
    const rows = this.#labels.length;
    for (let row = 0; row < rows; row++) {
      if (weights[row] !== 0) continue;
      const leaf = leafOf(nodes, root, this.#columns, row, rows);
      for (let label = 0; label < this.#classCount; label++) {
        this.#sums[row * this.#classCount + label]! += nodes.value[leaf * this.#classCount + label]!;
      }
    }
  }

  /** As `Forest.outOfBagVotes`. */
  get votes(): Float64Array {
    return this.#sums;
  }

  accuracy(): number {
    return accuracyOfVotes(this.#sums, this.#labels, this.#classCount);
  }
}

/** Share of all rows, never out-of-bag ones included, whose class has the greatest vote, the first among equals. */
export function accuracyOfVotes(votes: Float64Array, labels: Int32Array, classCount: number): number {
  let right = 0;
  labels.forEach((label, row) => {
    const first = row * classCount;
    let winner = 0;
    for (let other = 1; other < classCount; other++) {
      if (votes[first + other]! > votes[first + winner]!) winner = other;
    }
    if (winner === label) right++;
  });
  return right / labels.length;
}
