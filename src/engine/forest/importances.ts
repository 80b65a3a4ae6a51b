import { sum } from '../math/sum.ts';

/**
 * Impurity importances as scikit-learn averages them: each tree's are normalized, trees without a split do not
 * count, and the mean is normalized again. All zero when no tree split.
 */
export class Importances {
  readonly #tree: Float64Array;
  readonly #sum: Float64Array;

  constructor(features: number) {
    this.#tree = new Float64Array(features);
    this.#sum = new Float64Array(features);
  }

  /** @param decrease how much a split on the feature lowered the weighted impurity. */
  add(feature: number, decrease: number): void {
    this.#tree[feature]! += decrease;
  }

  endTree(): void {
    const total = sum(this.#tree);
    if (total > 0) this.#tree.forEach((value, feature) => (this.#sum[feature]! += value / total));
    this.#tree.fill(0);
  }

  finish(): Float64Array {
    return normalizedImportances(this.#sum);
  }
}

/** The values divided by their sum, or as they are where that is 0. */
export function normalizedImportances(values: Float64Array): Float64Array {
  const total = sum(values);
  return total > 0 ? values.map((value) => value / total) : values.slice();
}
