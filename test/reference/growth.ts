import { ClassCutSearch } from '../../src/engine/forest/classCutSearch.ts';
import { growClassificationTree } from '../../src/engine/forest/classificationTree.ts';
import { FeatureRanks } from '../../src/engine/forest/featureRanks.ts';
import { ForestNodes } from '../../src/engine/forest/forestNodes.ts';
import { Importances } from '../../src/engine/forest/importances.ts';
import { OutOfBagVotes } from '../../src/engine/forest/outOfBag.ts';
import { OutOfBagMeans } from '../../src/engine/forest/outOfBagMeans.ts';
import { growRegressionTree } from '../../src/engine/forest/plainRegressionTree.ts';
import { TreeDraws } from '../../src/engine/forest/treeDraws.ts';
import { columnsOf, sampleOf, type Shape } from './samples.ts';

export interface Growth extends Shape {
  readonly maxDepth: number | null;
  readonly minLeaf: number;
}

/** Grows trees on given row weights instead of drawn ones, looking at every feature of every node. */
export function growOn(shape: Growth, weights: readonly (readonly number[])[]) {
  const { values, labels, targets } = sampleOf(shape);
  const columns = columnsOf(values);
  const ranks = new FeatureRanks(columns, shape.rows);
  const nodes = new ForestNodes(Math.max(1, shape.classes), 64);
  const importances = new Importances(shape.columns);
  const options = {
    trees: weights.length,
    maxFeatures: shape.columns,
    maxDepth: shape.maxDepth ?? Infinity,
    minLeaf: shape.minLeaf,
    rowShare: 1,
    seed: 1,
  };
  const search = new ClassCutSearch(ranks, labels, shape.classes, shape.minLeaf, shape.rows);
  const growth = { ranks, search, targets, limits: options, nodes, importances, options };
  const votes = new OutOfBagVotes(columns, labels, shape.classes);
  const means = new OutOfBagMeans(columns, targets);
  const roots: number[] = [];
  const depths = weights.map((ofTree, tree) => {
    const root = nodes.count;
    roots.push(root);
    const drawn = Int32Array.from(ofTree);
    const draws = new TreeDraws(1, tree);
    const features = Uint32Array.from({ length: shape.columns }, (_, feature) => feature);
    if (shape.classes === 0) {
      const depth = growRegressionTree(growth, drawn, draws);
      means.addTree(nodes, root, drawn);
      return depth;
    }
    const depth = growClassificationTree({ ...growth, features }, drawn, draws);
    votes.addTree(nodes, root, drawn);
    return depth;
  });
  const outOfBagScore = shape.classes === 0 ? means.rSquared() : votes.accuracy();
  return { nodes, roots, depths, importances: importances.finish(), outOfBagScore };
}
