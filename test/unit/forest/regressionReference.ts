import { featureSeed } from '../../../src/engine/forest/plainRegressor.ts';
import { thresholdBetween } from '../../../src/engine/forest/threshold.ts';
import { TreeDraws } from '../../../src/engine/forest/treeDraws.ts';
import type { ForestOptions } from '../../../src/engine/forest/types.ts';

/** One row of the table with the number of times a tree drew it. */
interface Row {
  readonly values: readonly number[];
  readonly target: number;
  readonly weight: number;
}

export interface ReferenceNode {
  readonly depth: number;
  readonly mean: number;
  feature: number;
  threshold: number;
  /** Number of the left child; the right one follows it. */
  left: number;
}

interface Cut {
  readonly gain: number;
  readonly feature: number;
  readonly threshold: number;
}

const weightOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.weight, 0);
const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.weight * row.target, 0);
const score = (rows: readonly Row[]): number => (sumOf(rows) * sumOf(rows)) / weightOf(rows);

/**
 * A regression tree written for the reader, not the machine: rows are objects, every node filters and sorts
 * them anew and tries every cut from scratch. Only the random draws are those of the product.
 */
export function referenceTree(
  values: readonly (readonly number[])[],
  targets: ArrayLike<number>,
  options: ForestOptions,
  tree: number,
): readonly ReferenceNode[] {
  const bootstrap = new TreeDraws(options.seed, tree);
  const weights = values.map(() => 0);
  for (let draw = Math.max(1, Math.round(options.rowShare * values.length)); draw > 0; draw--) {
    weights[bootstrap.below(values.length)]!++;
  }
  const rows = values
    .map((row, index) => ({ values: row, target: targets[index]!, weight: weights[index]! }))
    .filter(({ weight }) => weight > 0);
  return growReference(rows, options, new TreeDraws(featureSeed(options.seed), tree));
}

function growReference(all: readonly Row[], options: ForestOptions, draws: TreeDraws): ReferenceNode[] {
  const features = all[0]!.values.map((_, feature) => feature);
  const nodes: ReferenceNode[] = [];
  const add = (rows: readonly Row[], depth: number): number =>
    nodes.push({ depth, mean: sumOf(rows) / weightOf(rows), feature: -1, threshold: 0, left: -1 }) - 1;
  const open = [{ rows: all, node: add(all, 0), depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { rows, node, depth } = next;
    if (depth >= options.maxDepth || weightOf(rows) < 2 * options.minLeaf || rows.length < 2) continue;
    if (rows.every(({ target }) => target === rows[0]!.target)) continue;
    const cut = bestCut(rows, features, options, draws);
    if (!cut) continue;
    const left = rows.filter((row) => row.values[cut.feature]! <= cut.threshold);
    const right = rows.filter((row) => row.values[cut.feature]! > cut.threshold);
    const first = add(left, depth + 1);
    Object.assign(nodes[node]!, { feature: cut.feature, threshold: cut.threshold, left: first });
    open.push({ rows: right, node: add(right, depth + 1), depth: depth + 1 });
    open.push({ rows: left, node: first, depth: depth + 1 });
  }
  return nodes;
}

function bestCut(rows: readonly Row[], features: number[], options: ForestOptions, draws: TreeDraws) {
  let best: Cut | undefined;
  let varying = 0;
  for (let seen = 0; seen < features.length && (seen < options.maxFeatures || varying === 0); seen++) {
    const drawn = seen + draws.below(features.length - seen);
    [features[seen], features[drawn]] = [features[drawn]!, features[seen]!];
    const cuts = cutsOf(rows, features[seen]!, options.minLeaf);
    if (cuts) varying++;
    for (const cut of cuts ?? []) if (!best || cut.gain > best.gain) best = cut;
    if (rows.length === 2 && best) break;
  }
  return best;
}

/** Every allowed cut of a feature, or undefined where all values are equal. */
function cutsOf(rows: readonly Row[], feature: number, minLeaf: number): Cut[] | undefined {
  const distinct = [...new Set(rows.map((row) => row.values[feature]! + 0))].sort((a, b) => a - b);
  if (distinct.length === 1) return undefined;
  return distinct.slice(1).flatMap((high, index) => {
    const threshold = thresholdBetween(distinct[index]!, high);
    const left = rows.filter((row) => row.values[feature]! <= threshold);
    const right = rows.filter((row) => row.values[feature]! > threshold);
    if (weightOf(left) < minLeaf || weightOf(right) < minLeaf) return [];
    return [{ gain: score(left) + score(right), feature, threshold }];
  });
}
