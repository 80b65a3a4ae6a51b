import { floats } from '../graph/builder.ts';
import { exportedEnds, exportedOutputs, rowOfFeatures } from '../graph/exportedEnds.ts';
import type { Attribute, Graph } from '../graph/types.ts';
import type { Forest } from './types.ts';

/**
 * features → probabilities, label: the forest as a `TreeEnsembleClassifier` of ONNX-ML (operator set 3). Its own label is not
 * used: of two classes ONNX Runtime gives the second wherever that has any probability at all.
 */
export function exportForest(forest: Forest, metadata: Readonly<Record<string, string>>): Graph {
  return {
    nodes: [
      {
        operator: 'TreeEnsembleClassifier',
        domain: 'ai.onnx.ml',
        inputs: [exportedEnds.features],
        outputs: ['label of the trees', exportedEnds.probabilities],
        attributes: { ...nodesOf(forest), ...leavesOf(forest), post_transform: 'NONE' },
      },
      {
        operator: 'ArgMax',
        inputs: [exportedEnds.probabilities],
        outputs: [exportedEnds.label],
        attributes: { axis: 1, keepdims: 0 },
      },
    ],
    constants: [],
    inputs: [floats(exportedEnds.features, 'N', forest.columns)],
    outputs: exportedOutputs(forest.outputs),
    metadata: { ...metadata, input: `${rowOfFeatures}.` },
  };
}

/** The tree of each node, and where the tree's nodes begin. */
function treesOf({ trees, roots }: Forest): readonly { tree: number; first: number; last: number }[] {
  return Array.from({ length: trees }, (_, tree) => ({
    tree,
    first: roots[tree]!,
    last: roots[tree + 1]!,
  }));
}

function nodesOf(forest: Forest): Record<string, Attribute> {
  const count = forest.feature.length;
  const trees = new Int32Array(count);
  const ids = new Int32Array(count);
  const left = new Int32Array(count);
  for (const { tree, first, last } of treesOf(forest)) {
    for (let node = first; node < last; node++) {
      trees[node] = tree;
      ids[node] = node - first;
      left[node] = forest.feature[node]! < 0 ? 0 : forest.left[node]! - first;
    }
  }
  const isLeaf = (node: number): boolean => forest.feature[node]! < 0;
  return {
    nodes_treeids: trees,
    nodes_nodeids: ids,
    nodes_featureids: forest.feature.map((feature) => Math.max(0, feature)),
    nodes_values: forest.threshold.map((threshold, node) => (isLeaf(node) ? 0 : threshold)),
    nodes_modes: Array.from(ids, (_, node) => (isLeaf(node) ? 'LEAF' : 'BRANCH_LEQ')),
    nodes_truenodeids: left,
    nodes_falsenodeids: left.map((node, index) => (isLeaf(index) ? 0 : node + 1)),
  };
}

/** Every leaf adds its class shares, divided by the number of trees. */
function leavesOf(forest: Forest): Record<string, Attribute> {
  const { outputs, trees: count, value } = forest;
  const trees: number[] = [];
  const nodes: number[] = [];
  const classes: number[] = [];
  const weights: number[] = [];
  for (const { tree, first, last } of treesOf(forest)) {
    for (let node = first; node < last; node++) {
      if (forest.feature[node]! >= 0) continue;
      for (let label = 0; label < outputs; label++) {
        trees.push(tree);
        nodes.push(node - first);
        classes.push(label);
        weights.push(value[node * outputs + label]! / count);
      }
    }
  }
  return {
    class_treeids: Int32Array.from(trees),
    class_nodeids: Int32Array.from(nodes),
    class_ids: Int32Array.from(classes),
    class_weights: Float32Array.from(weights),
    classlabels_int64s: Int32Array.from({ length: outputs }, (_, label) => label),
  };
}
