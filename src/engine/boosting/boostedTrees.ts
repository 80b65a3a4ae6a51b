import { checkCancelled } from '../cancel.ts';
import { leafOf } from '../forest/descent.ts';
import { ForestNodes } from '../forest/forestNodes.ts';
import { TreeDraws } from '../forest/treeDraws.ts';
import { blockRows, offsetOf, type FeatureMatrix } from '../matrix.ts';
import type { CancelSignal } from '../types.ts';
import { growShallowTree } from './shallowTree.ts';
import { sortColumns } from './sortedColumns.ts';
import { boostingLosses, type BoostingLossName } from './losses.ts';

/** Defaults of scikit-learn's `GradientBoostingRegressor`: 100 trees of depth 3, learning rate 0.1. */
export interface BoostingOptions {
  readonly loss: BoostingLossName;
  readonly trees: number;
  readonly learningRate: number;
  /** Greatest depth of a tree, at most 12. */
  readonly maxDepth: number;
  /** For the order in which features are looked at, which decides between cuts that are equally good. */
  readonly seed: number;
}

/** A constant and trees that each correct those before. */
export interface BoostedTrees {
  readonly initial: number;
  readonly learningRate: number;
  readonly trees: Pick<ForestNodes, 'feature' | 'threshold' | 'left' | 'value'>;
  readonly roots: Int32Array;
}

/**
 * Gradient boosting for regression (Friedman 2001), every tree on all rows and all features: each learns the loss's
 * slopes by least squares, then its leaves are set to what is best for the loss. Features are sorted once for all trees.
 * @param columns column-major `targets.length × features` values, finite.
 * @throws CancelledError between trees.
 */
export function fitBoostedTrees(
  columns: Float32Array,
  targets: Float64Array,
  options: BoostingOptions,
  signal: CancelSignal,
): BoostedTrees {
  const rows = targets.length;
  const loss = boostingLosses[options.loss];
  const initial = loss.initial(targets);
  const residuals = targets.map((target) => target - initial);
  const directions = new Float64Array(rows);
  const nodes = new ForestNodes(1, options.trees * 2 ** (options.maxDepth + 1));
  const sorted = sortColumns(columns, rows);
  const roots = new Int32Array(options.trees);
  for (let tree = 0; tree < options.trees; tree++) {
    checkCancelled(signal);
    residuals.forEach((residual, row) => (directions[row] = loss.direction(residual)));
    roots[tree] = nodes.count;
    const draws = new TreeDraws(options.seed, tree);
    const leaves = growShallowTree(sorted, directions, options.maxDepth, nodes, draws);
    if (loss.leaf) setLeaves(nodes, leaves, residuals, loss.leaf);
    for (let row = 0; row < rows; row++) residuals[row]! -= options.learningRate * nodes.value[leaves[row]!]!;
  }
  return { initial, learningRate: options.learningRate, trees: nodes.finish(), roots };
}

function setLeaves(
  nodes: ForestNodes,
  leaves: Int32Array,
  residuals: Float64Array,
  best: (residuals: Float64Array) => number,
): void {
  const rowsOf = new Map<number, number[]>();
  for (const [row, leaf] of leaves.entries()) {
    const rows = rowsOf.get(leaf);
    if (rows) rows.push(row);
    else rowsOf.set(leaf, [row]);
  }
  for (const [leaf, rows] of rowsOf)
    nodes.value[leaf] = best(Float64Array.from(rows, (row) => residuals[row]!));
}

/** Predictions of rows of a matrix of the same columns, in their order. */
export function predictBoostedTrees(
  { initial, learningRate, trees, roots }: BoostedTrees,
  matrix: FeatureMatrix,
  rows: Int32Array,
): Float64Array {
  return Float64Array.from(rows, (row) => {
    const first = offsetOf(matrix, row, 0);
    let sum = initial;
    for (const root of roots)
      sum += learningRate * trees.value[leafOf(trees, root, matrix.data, first, blockRows)]!;
    return sum;
  });
}
