import type { ClassCutSearch, NodeRows } from './classCutSearch.ts';
import type { FeatureRanks } from './featureRanks.ts';
import type { ForestNodes } from './forestNodes.ts';
import type { Importances } from './importances.ts';
import { thresholdBetween } from './threshold.ts';
import type { TreeDraws } from './treeDraws.ts';
import type { ForestOptions } from './types.ts';

/** What the trees of one forest share. */
export interface ClassificationGrowth {
  readonly ranks: FeatureRanks;
  readonly search: ClassCutSearch;
  readonly nodes: ForestNodes;
  readonly importances: Importances;
  readonly options: ForestOptions;
  readonly features: Uint32Array;
}

interface OpenNode {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

/**
 * Grows one tree on the rows with a weight and returns its depth. Nodes wait on a stack, the right child on top:
 * the order in which draws are used is part of the answer.
 */
export function growClassificationTree(
  growth: ClassificationGrowth,
  weights: Int32Array,
  draws: TreeDraws,
): number {
  const rows = Int32Array.from(weights.keys()).filter((row) => weights[row] !== 0);
  const open: OpenNode[] = [{ node: growth.nodes.addLeaves(1), start: 0, end: rows.length, depth: 0 }];
  let deepest = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    deepest = Math.max(deepest, next.depth);
    const { start, end, depth } = next;
    const inNode = { rows, weights, start, end };
    const feature = chooseFeature(growth, inNode, draws, depth);
    writeShares(growth, next.node);
    if (feature < 0) continue;
    const middle = partition(growth, inNode, feature);
    const left = splitNode(growth, next.node, feature);
    open.push({ node: left, start, end: middle, depth: depth + 1 });
    open.push({ node: left + 1, start: middle, end, depth: depth + 1 });
  }
  growth.importances.endTree();
  return deepest;
}

/**
 * Looks at features in random order until `maxFeatures` are seen and at least one of them is not constant in
 * the node (scikit-learn's rule), or until a cut leaves both sides pure: no other can beat it.
 * @returns the feature of the best cut, or −1 for a leaf.
 */
function chooseFeature(
  { search, ranks, features, options }: ClassificationGrowth,
  inNode: NodeRows,
  draws: TreeDraws,
  depth: number,
): number {
  search.enter(inNode);
  if (search.pairs === 0 || depth >= options.maxDepth) return -1;
  let chosen = -1;
  let usable = 0;
  for (let seen = 0; seen < features.length && (seen < options.maxFeatures || usable === 0); seen++) {
    const feature = drawFeature(features, seen, draws);
    const found = search.tryFeature(inNode, ranks.offsetOf(feature));
    if (found.usable) usable++;
    if (found.improved) chosen = feature;
    if (search.best === 0) break;
  }
  return chosen;
}

/** One step of a Fisher-Yates shuffle: the first `seen` features are those drawn before. */
function drawFeature(features: Uint32Array, seen: number, draws: TreeDraws): number {
  const place = seen + draws.below(features.length - seen);
  const feature = features[place]!;
  features[place] = features[seen]!;
  features[seen] = feature;
  return feature;
}

/** Class shares of the node's draws; leaves are read by predictions, inner nodes by whoever looks at the tree. */
function writeShares({ search, nodes }: ClassificationGrowth, node: number): void {
  const first = node * nodes.outputs;
  for (let label = 0; label < nodes.outputs; label++) {
    nodes.value[first + label] = search.total[label]! / search.weight;
  }
}

/** Brings the rows left of the cut to the front and returns where the others begin. */
function partition({ ranks, search }: ClassificationGrowth, inNode: NodeRows, feature: number): number {
  const { rows } = inNode;
  const { position } = ranks;
  const offset = ranks.offsetOf(feature);
  let front = inNode.start;
  let back = inNode.end - 1;
  while (front <= back) {
    const row = rows[front]!;
    if (position[offset + row]! <= search.below) {
      front++;
    } else {
      rows[front] = rows[back]!;
      rows[back--] = row;
    }
  }
  return front;
}

function splitNode(
  { ranks, search, nodes, importances }: ClassificationGrowth,
  node: number,
  feature: number,
) {
  const { columns, order } = ranks;
  const offset = ranks.offsetOf(feature);
  const low = columns[offset + order[offset + search.below]!]!;
  const high = columns[offset + order[offset + search.above]!]!;
  importances.add(feature, search.impurity - search.best);
  return nodes.split(node, feature, thresholdBetween(low, high));
}
