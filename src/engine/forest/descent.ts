import { blockRows, offsetOf, type FeatureMatrix } from '../matrix.ts';
import type { Probabilities } from '../types.ts';
import type { Forest } from './types.ts';

type Trees = Pick<Forest, 'feature' | 'threshold' | 'left'>;

/**
 * The leaf a row falls into.
 * @param values holds value of feature f at `first + f × stride`.
 */
export function leafOf(
  trees: Trees,
  root: number,
  values: Float32Array,
  first: number,
  stride: number,
): number {
  const { feature, threshold, left } = trees;
  let node = root;
  let column = feature[node]!;
  while (column >= 0) {
    node = left[node]! + (values[first + column * stride]! <= threshold[node]! ? 0 : 1);
    column = feature[node]!;
  }
  return node;
}

/** Mean over the trees of every row's leaf values, row after row; the order of the trees is the order of the sums. */
export function predictByDescent(forest: Forest, matrix: FeatureMatrix): Probabilities {
  const { outputs, trees, roots, value } = forest;
  const data = new Float32Array(matrix.rows * outputs);
  const sums = new Float64Array(outputs);
  for (let row = 0; row < matrix.rows; row++) {
    const first = offsetOf(matrix, row, 0);
    sums.fill(0);
    for (let tree = 0; tree < trees; tree++) {
      const leaf = leafOf(forest, roots[tree]!, matrix.data, first, blockRows);
      for (let output = 0; output < outputs; output++) sums[output]! += value[leaf * outputs + output]!;
    }
    for (let output = 0; output < outputs; output++) data[row * outputs + output] = sums[output]! / trees;
  }
  return { rows: matrix.rows, classes: outputs, data };
}

/** One output of the given rows' leaves, tree by tree: `rows × trees`, row-major. */
export function predictPerTreeByDescent(
  forest: Forest,
  matrix: FeatureMatrix,
  rows: Int32Array,
  classIndex: number,
): Float32Array {
  const { outputs, trees, roots, value } = forest;
  const output = outputs > 1 ? classIndex : 0;
  const perTree = new Float32Array(rows.length * trees);
  let target = 0;
  for (const row of rows) {
    const first = offsetOf(matrix, row, 0);
    for (let tree = 0; tree < trees; tree++) {
      const leaf = leafOf(forest, roots[tree]!, matrix.data, first, blockRows);
      perTree[target++] = value[leaf * outputs + output]!;
    }
  }
  return perTree;
}
