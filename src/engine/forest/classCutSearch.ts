import type { FeatureRanks } from './featureRanks.ts';
import { RankBitmap } from './rankBitmap.ts';

/** The rows of one node: `rows[start … end)`, each weighing as often as the bootstrap drew it. */
export interface NodeRows {
  readonly rows: Int32Array;
  readonly weights: Int32Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the cut that makes the two sides of a node purest. Impurity is counted in pairs: a side with weight w
 * and class weights w_c has Gini impurity w · (1 − Σ (w_c / w)²) = 2 · P / w, where P is the number of pairs of
 * draws of different classes. P is an integer, so equal cuts compare equal, a perfect one is exactly 0, and the
 * kernels find the same cuts.
 */
export class ClassCutSearch {
  /** Weight of each class in the node. */
  readonly total: Int32Array;
  /** Weight of the node. */
  weight = 0;
  /** Pairs of draws of different classes in the node. */
  pairs = 0;
  /** Σ pairs / weight over both sides of the best cut so far; Infinity before the first. */
  best = Infinity;
  /** Positions, in the order of the feature, of the rows on both sides of the best cut. */
  below = -1;
  above = -1;

  readonly #ranks: FeatureRanks;
  readonly #labels: Int32Array;
  readonly #minLeaf: number;
  /** 1 / weight: multiplying is cheaper than dividing, and rounds the same everywhere. */
  readonly #inverse: Float64Array;
  readonly #left: Int32Array;
  readonly #ascending: Int32Array;
  readonly #bitmap: RankBitmap;

  /** @param draws rows that the bootstrap draws: the greatest weight. */
  constructor(ranks: FeatureRanks, labels: Int32Array, classCount: number, minLeaf: number, draws: number) {
    this.#ranks = ranks;
    this.#labels = labels;
    this.#minLeaf = minLeaf;
    this.total = new Int32Array(classCount);
    this.#inverse = Float64Array.from({ length: draws + 1 }, (_, weight) => 1 / weight);
    this.#left = new Int32Array(classCount);
    this.#ascending = new Int32Array(labels.length);
    this.#bitmap = new RankBitmap(labels.length);
  }

  /** Impurity of the node itself, comparable with `best`. */
  get impurity(): number {
    return this.pairs * this.#inverse[this.weight]!;
  }

  /** Counts the node's classes and forgets the best cut. */
  enter(node: NodeRows): void {
    this.total.fill(0);
    this.weight = 0;
    this.pairs = 0;
    this.best = Infinity;
    for (let index = node.start; index < node.end; index++) {
      const row = node.rows[index]!;
      const label = this.#labels[row]!;
      const weight = node.weights[row]!;
      this.pairs += weight * (this.weight - this.total[label]!);
      this.total[label]! += weight;
      this.weight += weight;
    }
  }

  /**
   * Tries every cut of one feature.
   * @returns whether the feature is usable, which is to say not constant in the node; and whether it has a new best cut.
   */
  tryFeature(node: NodeRows, offset: number): { readonly usable: boolean; readonly improved: boolean } {
    const count = this.#sortRows(node, offset);
    const { columns, order } = this.#ranks;
    const lowest = columns[offset + order[offset + this.#ascending[0]!]!]!;
    const highest = columns[offset + order[offset + this.#ascending[count - 1]!]!]!;
    if (lowest === highest) return constant;
    return this.#sweep(node.weights, offset, count) ? better : worse;
  }

  #sortRows(node: NodeRows, offset: number): number {
    const { rows, start, end } = node;
    const position = this.#ranks.position;
    const bitmap = this.#bitmap;
    for (let index = start; index < end; index++) bitmap.add(position[offset + rows[index]!]!);
    bitmap.drain(this.#ascending);
    return end - start;
  }

  /** Moves row after row to the left side and looks at the cut before each value that is new. @returns whether one is better. */
  #sweep(weights: Int32Array, offset: number, count: number): boolean {
    const { columns, order } = this.#ranks;
    const ascending = this.#ascending;
    const labels = this.#labels;
    const left = this.#left.fill(0);
    const inverse = this.#inverse;
    const { total, weight: whole } = this;
    const lightest = this.#minLeaf;
    let { best } = this;
    let cut = 0;
    let weightLeft = 0;
    let pairsLeft = 0;
    let pairsRight = this.pairs;
    let previousValue = Infinity;
    for (let index = 0; index < count; index++) {
      const row = order[offset + ascending[index]!]!;
      const value = columns[offset + row]!;
      const weightRight = whole - weightLeft;
      if (value > previousValue && weightLeft >= lightest && weightRight >= lightest) {
        const impurity = pairsLeft * inverse[weightLeft]! + pairsRight * inverse[weightRight]!;
        if (impurity < best) {
          best = impurity;
          cut = index;
        }
      }
      const label = labels[row]!;
      const weight = weights[row]!;
      const ofClass = left[label]!;
      pairsLeft += weight * (weightLeft - ofClass);
      pairsRight -= weight * (weightRight - (total[label]! - ofClass));
      left[label] = ofClass + weight;
      weightLeft += weight;
      previousValue = value;
    }
    if (cut === 0) return false;
    this.best = best;
    this.below = ascending[cut - 1]!;
    this.above = ascending[cut]!;
    return true;
  }
}

const constant = { usable: false, improved: false };
const worse = { usable: true, improved: false };
const better = { usable: true, improved: true };
