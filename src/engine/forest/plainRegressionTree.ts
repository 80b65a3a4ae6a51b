import type { FeatureRanks } from './featureRanks.ts';
import type { ForestNodes } from './forestNodes.ts';
import type { Importances } from './importances.ts';
import { thresholdBetween } from './threshold.ts';
import type { TreeDraws } from './treeDraws.ts';
import type { ForestOptions } from './types.ts';

/** What the trees of a regression forest share: the sorted table, the limits, and where their results go. */
export interface RegressionGrowth {
  readonly ranks: FeatureRanks;
  readonly targets: Float64Array;
  readonly limits: Pick<ForestOptions, 'maxFeatures' | 'maxDepth' | 'minLeaf'>;
  readonly nodes: ForestNodes;
  readonly importances: Importances;
}

/** A node that will be split: its rows stand at [begin, end) of the lists of every feature that varies in it. */
interface Task {
  readonly node: number;
  readonly depth: number;
  readonly begin: number;
  readonly end: number;
  /** A feature whose list is in order here; lists of features constant above are left as they were. */
  readonly ordered: number;
  readonly sum: number;
  readonly weight: number;
}

/** The best cut found so far: the rows before `at` in the list of `feature` go left. */
interface Cut {
  gain: number;
  feature: number;
  at: number;
  sum: number;
  weight: number;
}

/**
 * Adds one regression tree to the forest's nodes and returns its depth.
 * @param weights how often each row was drawn; 0 leaves it out. At least one is positive.
 */
export const growRegressionTree = (growth: RegressionGrowth, weights: Int32Array, draws: TreeDraws): number =>
  new RegressionTreeGrower(growth, weights, draws).grow();

/**
 * Grows one regression tree by exact least-squares cuts on weighted rows (Breiman et al. 1984, ch. 8).
 * Every feature is sorted once per tree; a split parts all sorted lists stably, so that children inherit the
 * order. Features constant in a node are neither swept nor parted below it. `kernels/regressor.ts` does the
 * same arithmetic in the same order.
 */
class RegressionTreeGrower {
  readonly #growth: RegressionGrowth;
  readonly #columns: Float32Array;
  readonly #rows: number;
  readonly #draws: TreeDraws;
  readonly #weights: Int32Array;
  /** Per feature the drawn rows by ascending value, ties by row: `features × drawn`. */
  readonly #lists: Int32Array;
  readonly #drawn: number;
  readonly #goesLeft: Uint8Array;
  readonly #rightPart: Int32Array;
  readonly #features: Int32Array;
  readonly #tasks: Task[] = [];
  #depth = 0;

  constructor(growth: RegressionGrowth, weights: Int32Array, draws: TreeDraws) {
    const features = growth.ranks.columns.length / weights.length;
    this.#growth = growth;
    this.#columns = growth.ranks.columns;
    this.#rows = weights.length;
    this.#draws = draws;
    this.#weights = weights;
    this.#drawn = weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
    this.#lists = sortedLists(growth.ranks, weights, this.#drawn, features);
    this.#goesLeft = new Uint8Array(weights.length);
    this.#rightPart = new Int32Array(this.#drawn);
    this.#features = Int32Array.from({ length: features }, (_, feature) => feature);
  }

  grow(): number {
    let sum = 0;
    let weight = 0;
    for (let row = 0; row < this.#rows; row++) {
      if (this.#weights[row] === 0) continue;
      sum += this.#weights[row]! * this.#growth.targets[row]!;
      weight += this.#weights[row]!;
    }
    const root = this.#growth.nodes.addLeaves(1);
    this.#plan({ node: root, depth: 0, begin: 0, end: this.#drawn, ordered: 0, sum, weight });
    for (let task = this.#tasks.pop(); task; task = this.#tasks.pop()) this.#split(task);
    this.#growth.importances.endTree();
    return this.#depth;
  }

  /** Whether a node of that shape can be split at all, its targets apart. */
  #isOpen({ begin, end, depth, weight }: Task): boolean {
    const { maxDepth, minLeaf } = this.#growth.limits;
    return end - begin >= 2 && depth < maxDepth && weight >= 2 * minLeaf;
  }

  #plan(task: Task): void {
    this.#depth = Math.max(this.#depth, task.depth);
    this.#growth.nodes.value[task.node] = task.sum / task.weight;
    if (this.#isOpen(task)) this.#tasks.push(task);
  }

  #split(task: Task): void {
    if (this.#targetsAreEqual(task)) return;
    const cut = this.#bestCut(task);
    if (cut.feature < 0) return;
    const { nodes, importances } = this.#growth;
    importances.add(cut.feature, cut.gain - (task.sum * task.sum) / task.weight);
    const node = nodes.split(
      task.node,
      cut.feature,
      thresholdBetween(this.#valueAt(cut.feature, cut.at - 1), this.#valueAt(cut.feature, cut.at)),
    );
    const shared = { depth: task.depth + 1, ordered: cut.feature };
    const left = { ...shared, node, begin: task.begin, end: cut.at, sum: cut.sum, weight: cut.weight };
    const right = {
      ...shared,
      node: node + 1,
      begin: cut.at,
      end: task.end,
      sum: task.sum - cut.sum,
      weight: task.weight - cut.weight,
    };
    if (this.#isOpen(left) || this.#isOpen(right)) this.#part(task, cut);
    this.#plan(right);
    this.#plan(left);
  }

  /** The value at that place of the feature's list. */
  #valueAt(feature: number, at: number): number {
    return this.#columns[feature * this.#rows + this.#lists[feature * this.#drawn + at]!]!;
  }

  #targetsAreEqual({ begin, end, ordered }: Task): boolean {
    const { targets } = this.#growth;
    const list = ordered * this.#drawn;
    const first = targets[this.#lists[list + begin]!]!;
    for (let at = begin + 1; at < end; at++) {
      if (targets[this.#lists[list + at]!] !== first) return false;
    }
    return true;
  }

  /** Draws features until `maxFeatures` have been looked at and one of them varies, as scikit-learn does. */
  #bestCut(task: Task): Cut {
    const cut: Cut = { gain: -1, feature: -1, at: 0, sum: 0, weight: 0 };
    const features = this.#features;
    const { maxFeatures } = this.#growth.limits;
    let varying = 0;
    for (let seen = 0; seen < features.length && (seen < maxFeatures || varying === 0); seen++) {
      const drawn = seen + this.#draws.below(features.length - seen);
      const feature = features[drawn]!;
      features[drawn] = features[seen]!;
      features[seen] = feature;
      if (this.#isConstant(feature, task)) continue;
      varying++;
      this.#sweep(feature, task, cut);
      // Two rows can be parted in one way only.
      if (task.end - task.begin === 2 && cut.feature >= 0) break;
    }
    return cut;
  }

  #isConstant(feature: number, { begin, end }: Task): boolean {
    return this.#valueAt(feature, begin) === this.#valueAt(feature, end - 1);
  }

  /** Tries every cut between unequal neighbors; the gain is the part of the squared error that cuts change. */
  #sweep(feature: number, task: Task, cut: Cut): void {
    const { targets, limits } = this.#growth;
    const list = feature * this.#drawn;
    const values = feature * this.#rows;
    let sum = 0;
    let weight = 0;
    let previous = this.#valueAt(feature, task.begin);
    for (let at = task.begin; at < task.end; at++) {
      const row = this.#lists[list + at]!;
      const value = this.#columns[values + row]!;
      if (value !== previous) {
        previous = value;
        const otherSum = task.sum - sum;
        const otherWeight = task.weight - weight;
        const gain = (sum * sum) / weight + (otherSum * otherSum) / otherWeight;
        if (gain > cut.gain && weight >= limits.minLeaf && otherWeight >= limits.minLeaf) {
          Object.assign(cut, { gain, feature, at, sum, weight });
        }
      }
      sum += this.#weights[row]! * targets[row]!;
      weight += this.#weights[row]!;
    }
  }

  /** Moves the rows that go left to the front of every list that varies in the node, keeping the order. */
  #part(task: Task, cut: Cut): void {
    const chosen = cut.feature * this.#drawn;
    for (let at = task.begin; at < task.end; at++) {
      this.#goesLeft[this.#lists[chosen + at]!] = at < cut.at ? 1 : 0;
    }
    for (let feature = 0; feature < this.#features.length; feature++) {
      if (feature === cut.feature || this.#isConstant(feature, task)) continue;
      const list = feature * this.#drawn;
      let left = list + task.begin;
      let right = 0;
      for (let at = list + task.begin; at < list + task.end; at++) {
        const row = this.#lists[at]!;
        if (this.#goesLeft[row] === 1) this.#lists[left++] = row;
        else this.#rightPart[right++] = row;
      }
      this.#lists.set(this.#rightPart.subarray(0, right), left);
    }
  }
}

/** The drawn rows of every feature in the forest's order, picked from the sort made once per forest. */
function sortedLists(ranks: FeatureRanks, weights: Int32Array, drawn: number, features: number): Int32Array {
  const lists = new Int32Array(features * drawn);
  let next = 0;
  for (let feature = 0; feature < features; feature++) {
    const offset = ranks.offsetOf(feature);
    for (let place = 0; place < ranks.rows; place++) {
      const row = ranks.order[offset + place]!;
      if (weights[row]! > 0) lists[next++] = row;
    }
  }
  return lists;
}
