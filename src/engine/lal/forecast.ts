import type { Forest } from '../forest/types.ts';
import type { Spread } from './taskModels.ts';

/** The different pairs of mean and deviation among some rows, and which of them each row has. */
export interface DistinctPairs {
  readonly means: Float32Array;
  readonly deviations: Float32Array;
  readonly pairOf: Int32Array | Uint16Array;
}

/**
 * All else that the regressor reads is common to the pool, so it need not be asked about every candidate: 50 trees of
 * pure leaves make at most 51 pairs, however large the pool.
 */
export function distinctPairs({ mean, deviation }: Spread, rows: Int32Array): DistinctPairs {
  const pairs = new PairList();
  const pairOf = new Int32Array(rows.length);
  const meanBits = new Int32Array(mean.buffer, mean.byteOffset, mean.length);
  const deviationBits = new Int32Array(deviation.buffer, deviation.byteOffset, deviation.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    pairOf[index] = pairs.placeOf(meanBits[row]!, deviationBits[row]!);
  }
  return { ...pairs.values(), pairOf };
}

/** Slots of a pair list, more than there are pairs of votes. */
const slotBits = 10;

/** Pairs of floats, by their bits. Nearly all look-ups end in the first slot; two pairs of one slot take a map. */
class PairList {
  readonly #means: number[] = [];
  readonly #deviations: number[] = [];
  readonly #slots = new Int32Array(1 << slotBits).fill(-1);
  readonly #others = new Map<string, number>();

  placeOf(mean: number, deviation: number): number {
    const slot = Math.imul(mean ^ Math.imul(deviation, 0x9e3779b1), 0x85ebca6b) >>> (32 - slotBits);
    const place = this.#slots[slot]!;
    if (place < 0) return (this.#slots[slot] = this.#add(mean, deviation));
    if (this.#means[place] === mean && this.#deviations[place] === deviation) return place;
    const name = `${mean} ${deviation}`;
    const known = this.#others.get(name) ?? this.#add(mean, deviation);
    this.#others.set(name, known);
    return known;
  }

  values(): Omit<DistinctPairs, 'pairOf'> {
    return { means: floatsOf(this.#means), deviations: floatsOf(this.#deviations) };
  }

  #add(mean: number, deviation: number): number {
    this.#deviations.push(deviation);
    return this.#means.push(mean) - 1;
  }
}

const floatsOf = (bits: readonly number[]): Float32Array => new Float32Array(Int32Array.from(bits).buffer);

/**
 * What the regressor says of every pair in a state of learning: the numbers of a descent for each, but pairs go down
 * together as far as the splits on the common features lead them.
 * @param state f3 and the features after it, as many as the regressor reads.
 */
export function forecast(
  regressor: Forest,
  { means, deviations }: Omit<DistinctPairs, 'pairOf'>,
  state: readonly number[],
): Float32Array {
  const { feature, threshold, left, value, roots, trees } = regressor;
  const common = Float32Array.of(NaN, NaN, ...state);
  const order = Int32Array.from(means.keys());
  const sums = new Float64Array(means.length);
  // A group is a node and a range of `order`; each split leaves at least one pair on either side.
  const open = new Int32Array(3 * (means.length + 1));
  for (let tree = 0; tree < trees; tree++) {
    let top = 0;
    let node = roots[tree]!;
    let start = 0;
    let end = order.length;
    for (;;) {
      const column = feature[node]!;
      if (column > 1) {
        node = left[node]! + (common[column]! <= threshold[node]! ? 0 : 1);
        continue;
      }
      if (column >= 0) {
        const middle = part(column === 0 ? means : deviations, threshold[node]!, order, start, end);
        node = left[node]!;
        if (middle === start) node++;
        else if (middle < end) {
          open[top++] = node + 1;
          open[top++] = middle;
          open[top++] = end;
          end = middle;
        }
        continue;
      }
      for (let index = start; index < end; index++) sums[order[index]!]! += value[node]!;
      if (top === 0) break;
      end = open[--top]!;
      start = open[--top]!;
      node = open[--top]!;
    }
  }
  return Float32Array.from(sums, (sum) => sum / trees);
}

/** Brings the pairs that go left to the front of the range and returns where the others begin. */
function part(
  values: Float32Array,
  threshold: number,
  order: Int32Array,
  start: number,
  end: number,
): number {
  let front = start;
  let back = end - 1;
  while (front <= back) {
    const pair = order[front]!;
    if (values[pair]! <= threshold) {
      front++;
    } else {
      order[front] = order[back]!;
      order[back--] = pair;
    }
  }
  return front;
}
