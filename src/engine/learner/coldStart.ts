import { chooseBest } from '../choose.ts';
import { drawWeighted } from '../math/drawWeighted.ts';
import { sum } from '../math/sum.ts';
import { gatherColumns, type FeatureMatrix } from '../matrix.ts';
import type { Rng } from '../rng.ts';

/** Candidates whose features are looked at; beyond, a random subset speaks for the pool. */
const consideredRows = 1024;
/** Labeled rows to keep away from. */
const avoidedRows = 64;
/** Samples chosen by their features; a longer choice goes on at random. */
const diverseChoices = 128;

export interface ColdStartChoice {
  readonly rows: Int32Array;
  /** Distance of each to the nearest row labeled or chosen before it, 0 for the first of all. */
  readonly distances: Float64Array;
}

/**
 * Samples to ask while fewer than two classes are known: spread over the data by the seeding of k-means++ (Arthur and
 * Vassilvitskii 2007), each drawn with a probability that grows with its squared distance to everything labeled or
 * chosen. Unlike the farthest sample of all, it is seldom an outlier.
 */
export function chooseDiverse(
  features: FeatureMatrix,
  candidates: Int32Array,
  labeledRows: Int32Array,
  count: number,
  rng: Rng,
): ColdStartChoice {
  const drawn = drawRows(candidates, Math.max(count, consideredRows), rng.fork('subset'));
  const considered = drawn.subarray(0, consideredRows);
  const avoided = drawRows(labeledRows, avoidedRows, rng.fork('avoid'));
  const spread = new Spread(features, considered, avoided);
  const draws = rng.fork('draw');
  const wanted = Math.min(count, considered.length, diverseChoices);
  const chosen: number[] = [];
  const distances: number[] = [];
  while (chosen.length < wanted) {
    const index = spread.draw(draws);
    distances.push(spread.distance(index));
    chosen.push(considered[index]!);
    spread.keepAway(index);
  }
  const taken = new Set(chosen);
  const rest = drawn.filter((row) => !taken.has(row)).subarray(0, Math.max(0, count - chosen.length));
  const rows = Int32Array.from([...chosen, ...rest]);
  return { rows, distances: Float64Array.from(rows, (_, index) => distances[index] ?? 0) };
}

/** Some of the rows at random, whatever order they come in; fewer begin like more. */
function drawRows(rows: Int32Array, count: number, rng: Rng): Int32Array {
  return chooseBest(new Float64Array(rows.length), rows, count, rng).map((index) => rows[index]!);
}

/** Squared distances of some rows to the nearest row to keep away from. */
class Spread {
  readonly #size: number;
  readonly #rows: number;
  readonly #columns: number;
  readonly #values: Float32Array;
  readonly #squares: Float64Array;
  readonly #taken: Uint8Array;
  #nothingYet: boolean;

  constructor(features: FeatureMatrix, rows: Int32Array, avoided: Int32Array) {
    this.#rows = rows.length;
    this.#size = rows.length + avoided.length;
    this.#columns = features.columns;
    this.#values = gatherColumns(features, Int32Array.from([...rows, ...avoided]));
    this.#squares = new Float64Array(rows.length).fill(Infinity);
    this.#taken = new Uint8Array(rows.length);
    this.#nothingYet = avoided.length === 0;
    for (let index = rows.length; index < this.#size; index++) this.#approach(index);
  }

  distance(index: number): number {
    return this.#nothingYet ? 0 : Math.sqrt(this.#squares[index]!);
  }

  keepAway(index: number): void {
    this.#taken[index] = 1;
    this.#nothingYet = false;
    this.#approach(index);
  }

  /** An index not taken yet, by squared distance; uniformly where there are no distances to speak of. */
  draw(rng: Rng): number {
    const weights = this.#squares.map((square, index) => {
      if (this.#taken[index] === 1) return 0;
      return this.#nothingYet ? 1 : square;
    });
    if (sum(weights) === 0) {
      for (let index = 0; index < this.#rows; index++) weights[index] = 1 - this.#taken[index]!;
    }
    return drawWeighted(weights, rng);
  }

  #approach(other: number): void {
    const squares = new Float64Array(this.#rows);
    for (let column = 0; column < this.#columns; column++) {
      const start = column * this.#size;
      const value = this.#values[start + other]!;
      for (let index = 0; index < this.#rows; index++) {
        squares[index]! += (this.#values[start + index]! - value) ** 2;
      }
    }
    for (let index = 0; index < this.#rows; index++) {
      this.#squares[index] = Math.min(this.#squares[index]!, squares[index]!);
    }
  }
}
