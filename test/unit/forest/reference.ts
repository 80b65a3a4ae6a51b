import { thresholdBetween } from '../../../src/engine/forest/threshold.ts';
import { TreeDraws } from '../../../src/engine/forest/treeDraws.ts';
import type { ForestOptions } from '../../../src/engine/forest/types.ts';

export type ReferenceNode =
  | { readonly shares: readonly number[] }
  | { readonly feature: number; readonly threshold: number; readonly left: number };

export interface ReferenceForest {
  readonly trees: readonly { readonly nodes: readonly ReferenceNode[]; readonly depth: number }[];
  readonly importances: readonly number[];
  readonly outOfBagScore: number;
}

interface Cut {
  readonly impurity: number;
  readonly feature: number;
  readonly threshold: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Pairs of draws of different classes, counted the long way. */
function pairsOf(counts: readonly number[]): number {
  let pairs = 0;
  for (let one = 0; one < counts.length; one++) {
    for (let other = one + 1; other < counts.length; other++) pairs += counts[one]! * counts[other]!;
  }
  return pairs;
}

const impurityOf = (counts: readonly number[]): number => pairsOf(counts) * (1 / sum(counts));

/**
 * A random forest written for the reader, not the machine: rows are objects of plain arrays, nodes are sorted
 * by a comparator, every cut is tried from scratch. Only the random draws are those of the product.
 */
export function referenceForest(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  classCount: number,
  options: ForestOptions,
): ReferenceForest {
  const featureCount = rows[0]!.length;
  const votes = rows.map(() => new Array<number>(classCount).fill(0));
  const importances = new Array<number>(featureCount).fill(0);
  const trees = Array.from({ length: options.trees }, (_, tree) => {
    const draws = new TreeDraws(options.seed, tree);
    const weights = rows.map(() => 0);
    const count = Math.max(1, Math.round(options.rowShare * rows.length));
    for (let draw = 0; draw < count; draw++) weights[draws.below(rows.length)]!++;
    const grown = growTree(rows, labels, classCount, weights, draws, options);
    const total = sum(grown.decreases);
    if (total > 0) grown.decreases.forEach((value, feature) => (importances[feature]! += value / total));
    rows.forEach((row, index) => {
      if (weights[index] !== 0) return;
      const shares = referenceShares(grown.nodes, row);
      shares.forEach((share, label) => (votes[index]![label]! += Math.fround(share)));
    });
    return { nodes: grown.nodes, depth: grown.depth };
  });
  const right = votes.filter((vote, index) => vote.indexOf(Math.max(...vote)) === labels[index]).length;
  const total = sum(importances);
  return {
    trees,
    importances: importances.map((value) => (total > 0 ? value / total : 0)),
    outOfBagScore: right / rows.length,
  };
}

/** Class shares of the leaf a row falls into. */
export function referenceShares(nodes: readonly ReferenceNode[], row: readonly number[]): readonly number[] {
  let node = nodes[0]!;
  while (!('shares' in node)) node = nodes[node.left + (row[node.feature]! <= node.threshold ? 0 : 1)]!;
  return node.shares;
}

function growTree(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  classCount: number,
  weights: readonly number[],
  draws: TreeDraws,
  options: ForestOptions,
) {
  const features = rows[0]!.map((_, feature) => feature);
  const decreases = features.map(() => 0);
  const nodes: ReferenceNode[] = [{ shares: [] }];
  const drawn = rows.map((_, row) => row).filter((row) => weights[row]! > 0);
  const open = [{ members: drawn, node: 0, depth: 0 }];
  const count = (members: readonly number[]): number[] => {
    const counts = new Array<number>(classCount).fill(0);
    for (const row of members) counts[labels[row]!]! += weights[row]!;
    return counts;
  };

  function bestCutOf(feature: number, members: readonly number[], incumbent: Cut | undefined) {
    const sorted = [...members].sort((one, other) => rows[one]![feature]! - rows[other]![feature]!);
    let best = incumbent;
    for (let size = 1; size < sorted.length; size++) {
      const low = rows[sorted[size - 1]!]![feature]!;
      const high = rows[sorted[size]!]![feature]!;
      const left = count(sorted.slice(0, size));
      const right = count(sorted.slice(size));
      if (low === high || sum(left) < options.minLeaf || sum(right) < options.minLeaf) continue;
      const impurity = impurityOf(left) + impurityOf(right);
      if (impurity < (best?.impurity ?? Infinity)) {
        best = { impurity, feature, threshold: thresholdBetween(low, high) };
      }
    }
    return best;
  }

  function bestCut(members: readonly number[]): Cut | undefined {
    let best: Cut | undefined;
    let usable = 0;
    for (let seen = 0; seen < features.length && (seen < options.maxFeatures || usable === 0); seen++) {
      const place = seen + draws.below(features.length - seen);
      [features[seen], features[place]] = [features[place]!, features[seen]!];
      const feature = features[seen]!;
      const values = members.map((row) => rows[row]![feature]!);
      if (Math.min(...values) === Math.max(...values)) continue;
      usable++;
      best = bestCutOf(feature, members, best);
      if (best?.impurity === 0) break;
    }
    return best;
  }

  let deepest = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { members, node, depth } = next;
    deepest = Math.max(deepest, depth);
    const counts = count(members);
    nodes[node] = { shares: counts.map((each) => each / sum(counts)) };
    if (pairsOf(counts) === 0 || depth >= options.maxDepth) continue;
    const cut = bestCut(members);
    if (!cut) continue;
    decreases[cut.feature]! += impurityOf(counts) - cut.impurity;
    const left = nodes.length;
    nodes[node] = { feature: cut.feature, threshold: cut.threshold, left };
    nodes.push({ shares: [] }, { shares: [] });
    const isLeft = (row: number): boolean => rows[row]![cut.feature]! <= cut.threshold;
    open.push({ members: members.filter(isLeft), node: left, depth: depth + 1 });
    open.push({ members: members.filter((row) => !isLeft(row)), node: left + 1, depth: depth + 1 });
  }
  return { nodes, decreases, depth: deepest };
}
