import { rowKey } from './math/mixBits.ts';
import type { Rng } from './rng.ts';
import type { Choice, Round, Scorer } from './types.ts';

/** The samples a strategy asks next: those it chooses together, or the best scored. */
export async function chooseSamples(scorer: Scorer, round: Round, count: number, rng: Rng): Promise<Choice> {
  if (scorer.choose) return scorer.choose(round, count);
  const scores = await scorer.score(round);
  const places = chooseBest(scores, round.candidates, count, rng);
  return { places, scores: Float64Array.from(places, (place) => scores[place]!) };
}

/**
 * Indices of the `count` greatest scores, best first. Equal scores come in an order drawn from the seed that
 * depends on the rows alone, so the same rows are chosen however the candidates are ordered, and a longer
 * choice begins with the shorter one. One pass with a heap of `count`: a pool of 100,000 is not sorted.
 * @param scores one per candidate, finite.
 * @param rows the row of each score, distinct.
 */
export function chooseBest(scores: Float64Array, rows: Int32Array, count: number, rng: Rng): Int32Array {
  const salt = rng.uint32();
  const before = (a: number, b: number): boolean => {
    const difference = scores[a]! - scores[b]!;
    if (difference !== 0) return difference > 0;
    const tie = rowKey(rows[a]!, salt) - rowKey(rows[b]!, salt);
    return tie === 0 ? rows[a]! < rows[b]! : tie < 0;
  };
  const heap = new WorstFirstHeap(Math.min(count, scores.length), before);
  for (let index = 0; index < scores.length; index++) heap.offer(index);
  return heap.bestFirst();
}

/** Keeps the best few of a stream; the worst of those kept lies at the root, ready to be replaced. */
class WorstFirstHeap {
  readonly #items: Int32Array;
  readonly #before: (a: number, b: number) => boolean;
  #size = 0;

  constructor(capacity: number, before: (a: number, b: number) => boolean) {
    this.#items = new Int32Array(capacity);
    this.#before = before;
  }

  offer(item: number): void {
    if (this.#size < this.#items.length) {
      this.#items[this.#size] = item;
      this.#siftUp(this.#size++);
    } else if (this.#size > 0 && this.#before(item, this.#items[0]!)) {
      this.#items[0] = item;
      this.#siftDown(0);
    }
  }

  bestFirst(): Int32Array {
    return this.#items.slice(0, this.#size).sort((a, b) => (this.#before(a, b) ? -1 : 1));
  }

  #siftUp(start: number): void {
    let child = start;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#before(this.#items[parent]!, this.#items[child]!)) return;
      this.#swap(parent, child);
      child = parent;
    }
  }

  #siftDown(start: number): void {
    let parent = start;
    for (;;) {
      let worst = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < this.#size && this.#before(this.#items[worst]!, this.#items[child]!)) worst = child;
      }
      if (worst === parent) return;
      this.#swap(parent, worst);
      parent = worst;
    }
  }

  #swap(a: number, b: number): void {
    const kept = this.#items[a]!;
    this.#items[a] = this.#items[b]!;
    this.#items[b] = kept;
  }
}
