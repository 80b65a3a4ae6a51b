import { CancelledError } from '../errors.ts';
import type { CancelSignal } from '../types.ts';
import { drawRows } from './classificationForest.ts';
import { FeatureRanks } from './featureRanks.ts';
import { ForestNodes } from './forestNodes.ts';
import { Importances } from './importances.ts';
import { growRegressionTree } from './plainRegressionTree.ts';
import { OutOfBagMeans } from './outOfBagMeans.ts';
import { TreeDraws, treeSeed } from './treeDraws.ts';
import type { Forest, ForestOptions } from './types.ts';

/**
 * A regression forest in plain TypeScript: the WASM kernel's test oracle, and its stand-in where WebAssembly
 * does not run. Least squares, bootstrap of round(rowShare · n) rows per tree, R² on out-of-bag rows.
 *
 * @param columns column-major `targets.length × features` values, finite.
 * @throws CancelledError between trees when the signal is raised.
 */
export function fitPlainRegressor(
  columns: Float32Array,
  targets: Float64Array,
  options: ForestOptions,
  signal: CancelSignal,
): Forest {
  const rows = targets.length;
  const features = columns.length / rows;
  const nodes = new ForestNodes(1, options.trees * Math.min(2 * rows, 64));
  const importances = new Importances(features);
  const growth = { ranks: new FeatureRanks(columns, rows), targets, limits: options, nodes, importances };
  const outOfBag = options.outOfBag === false ? undefined : new OutOfBagMeans(columns, targets);
  const roots = new Int32Array(options.trees + 1);
  const depths = new Int32Array(options.trees);
  const weights = new Int32Array(rows);
  for (let tree = 0; tree < options.trees; tree++) {
    if (signal.aborted) throw new CancelledError();
    drawRows(weights, options.rowShare, new TreeDraws(options.seed, tree));
    depths[tree] = growRegressionTree(growth, weights, new TreeDraws(featureSeed(options.seed), tree));
    outOfBag?.addTree(nodes, roots[tree]!, weights);
    roots[tree + 1] = nodes.count;
  }
  return {
    trees: options.trees,
    outputs: 1,
    columns: features,
    roots,
    ...nodes.finish(),
    depths,
    importances: importances.finish(),
    outOfBagScore: outOfBag?.rSquared() ?? Number.NaN,
    pureLeaves: false,
  };
}

/** The features of a tree are drawn from a stream of their own, so that the kernel need not repeat the bootstrap. */
export const featureSeed = (seed: number): number => treeSeed(~seed, 0);
