import type { FeatureMatrix } from '../matrix.ts';
import type { PlaneForests } from './planeForests.ts';
import type { Awaitable, CancelSignal, Probabilities } from '../types.ts';

/** How a forest grows. Defaults are scikit-learn's for classifiers (PRODUCT: 50 trees, gini, ⌊√d⌋ features). */
export interface ForestOptions {
  readonly trees: number;
  /** Features drawn per split, 1 ≤ value ≤ columns. */
  readonly maxFeatures: number;
  /** Greatest depth of a tree; Infinity for none. A root alone has depth 0. */
  readonly maxDepth: number;
  /** Rows, bootstrap repeats counted, that each leaf must keep. */
  readonly minLeaf: number;
  /** Share of the rows drawn per tree, with replacement; 1 for an ordinary bootstrap. */
  readonly rowShare: number;
  readonly seed: number;
  /** False skips the out-of-bag score of a regressor, which then is NaN; it is always computed for classifiers. */
  readonly outOfBag?: boolean;
}

/**
 * A grown forest as flat arrays: node i of tree t lies in [roots[t], roots[t + 1]). Children are `left[i]`
 * and `left[i] + 1`; a row goes left where x ≤ threshold. `feature[i]` is −1 for a leaf.
 */
export interface Forest {
  readonly trees: number;
  /** Values per node: the number of classes, or 1 for regression. */
  readonly outputs: number;
  readonly columns: number;
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  /** `nodes × outputs`: class shares of the node's bootstrap rows, or their mean target. */
  readonly value: Float32Array;
  /** Depth of each tree. */
  readonly depths: Int32Array;
  /** Impurity importances, normalized per tree, averaged over trees that split, summing to 1 (or all 0). */
  readonly importances: Float64Array;
  /** scikit-learn's `oob_score_`: accuracy, or R² for regression. Rows never out of bag predict class 0. */
  readonly outOfBagScore: number;
  /**
   * Classifiers only, `rows × classes`: class shares of each labeled row, summed over the trees that did not draw it.
   * All 0 for a row that every tree drew.
   */
  readonly outOfBagVotes?: Float64Array;
  /** Every leaf holds one class only, so a tree's probabilities are 0 or 1. */
  readonly pureLeaves: boolean;
}

/** The arithmetic of forests. The plain TypeScript path and the WASM kernels give the same trees and answers. */
export interface ForestBackend {
  /** A faster way for few rows of a plane, where there is one. */
  readonly plane?: PlaneForests | undefined;
  /** @param columns column-major `labels.length × features` values, finite. */
  fitClassifier(
    columns: Float32Array,
    labels: Int32Array,
    classCount: number,
    options: ForestOptions,
    signal: CancelSignal,
  ): Awaitable<Forest>;
  /** @param columns column-major `targets.length × features` values, finite. */
  fitRegressor(
    columns: Float32Array,
    targets: Float64Array,
    options: ForestOptions,
    signal: CancelSignal,
  ): Awaitable<Forest>;
  /** Mean over trees of each row's class shares (or targets: one output). */
  predict(forest: Forest, matrix: FeatureMatrix, signal: CancelSignal): Awaitable<Probabilities>;
  /** Probability of class `outputs > 1 ? classIndex : 0` tree by tree: `rows × trees`, row-major (LAL needs its spread). */
  predictPerTree(
    forest: Forest,
    matrix: FeatureMatrix,
    rows: Int32Array,
    classIndex: number,
  ): Awaitable<Float32Array>;
}

/** What learned strategies read of a forest model. */
export interface ForestView {
  readonly forest: Forest;
  /** Mean and population standard deviation over the trees of P(class), of every row of the matrix. */
  meanAndDeviation(
    label: number,
  ): Awaitable<{ readonly mean: Float32Array; readonly deviation: Float32Array }>;
  /** How many trees vote for the class, of the given rows; undefined where leaves are not pure, so that trees do not vote. */
  votesAt(label: number, rows: Int32Array): Awaitable<Uint16Array | undefined>;
  /** Out-of-bag accuracy at telling the class from the rest, which ties and rows without a vote count for. */
  outOfBagAccuracyOf(label: number): number;
}
