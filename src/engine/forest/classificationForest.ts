import { CancelledError } from '../errors.ts';
import type { CancelSignal } from '../types.ts';
import { ClassCutSearch } from './classCutSearch.ts';
import { growClassificationTree, type ClassificationGrowth } from './classificationTree.ts';
import { FeatureRanks } from './featureRanks.ts';
import { ForestNodes } from './forestNodes.ts';
import { Importances } from './importances.ts';
import { OutOfBagVotes } from './outOfBag.ts';
import { TreeDraws } from './treeDraws.ts';
import type { Forest, ForestOptions } from './types.ts';

/**
 * A random forest for classification (Breiman 2001) with scikit-learn's rules: Gini impurity, bootstrap,
 * `maxFeatures` features looked at per split, thresholds at midpoints.
 * @param columns column-major `labels.length × features`, finite.
 * @param labels class indices below `classCount`.
 * @throws CancelledError between trees when the signal is raised.
 */
export function fitClassificationForest(
  columns: Float32Array,
  labels: Int32Array,
  classCount: number,
  options: ForestOptions,
  signal: CancelSignal,
): Forest {
  const features = columns.length / labels.length;
  const growth = prepareGrowth(columns, labels, classCount, options);
  const votes = new OutOfBagVotes(columns, labels, classCount);
  const roots = new Int32Array(options.trees + 1);
  const depths = new Int32Array(options.trees);
  const weights = new Int32Array(labels.length);
  for (let tree = 0; tree < options.trees; tree++) {
    if (signal.aborted) throw new CancelledError();
    const draws = new TreeDraws(options.seed, tree);
    drawRows(weights, options.rowShare, draws);
    growth.features.forEach((_, feature) => (growth.features[feature] = feature));
    roots[tree] = growth.nodes.count;
    depths[tree] = growClassificationTree(growth, weights, draws);
    votes.addTree(growth.nodes, roots[tree]!, weights);
  }
  roots[options.trees] = growth.nodes.count;
  const nodes = growth.nodes.finish();
  return {
    trees: options.trees,
    outputs: classCount,
    columns: features,
    roots,
    ...nodes,
    depths,
    importances: growth.importances.finish(),
    outOfBagScore: votes.accuracy(),
    outOfBagVotes: votes.votes,
    pureLeaves: leavesArePure(nodes.feature, nodes.value, classCount),
  };
}

function prepareGrowth(
  columns: Float32Array,
  labels: Int32Array,
  classCount: number,
  options: ForestOptions,
): ClassificationGrowth {
  const features = columns.length / labels.length;
  const ranks = new FeatureRanks(columns, labels.length);
  return {
    ranks,
    search: new ClassCutSearch(ranks, labels, classCount, options.minLeaf, drawCount(labels.length, options)),
    nodes: new ForestNodes(classCount, options.trees * Math.min(2 * labels.length, 64)),
    importances: new Importances(features),
    options,
    features: new Uint32Array(features),
  };
}

/** Rows drawn per tree. */
export const drawCount = (rows: number, { rowShare }: Pick<ForestOptions, 'rowShare'>): number =>
  Math.max(1, Math.round(rowShare * rows));

/** Bootstrap: how often each row is drawn. */
export function drawRows(weights: Int32Array, rowShare: number, draws: TreeDraws): void {
  weights.fill(0);
  const count = drawCount(weights.length, { rowShare });
  for (let draw = 0; draw < count; draw++) weights[draws.below(weights.length)]!++;
}

/** Whether every leaf holds draws of one class only. */
export function leavesArePure(feature: Int32Array, value: Float32Array, outputs: number): boolean {
  for (let node = 0; node < feature.length; node++) {
    if (feature[node]! >= 0) continue;
    for (let label = 0; label < outputs; label++) {
      const share = value[node * outputs + label]!;
      if (share > 0 && share < 1) return false;
    }
  }
  return true;
}
