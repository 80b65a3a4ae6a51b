import { mixBits } from '../math/mixBits.ts';

/**
 * The random draws of one tree: xorshift32 (Marsaglia 2003, the generator inside scikit-learn's trees), started
 * from the forest's seed and the tree's number, so that trees can grow in any order and on any thread.
 * The kernels repeat these draws bit by bit.
 */
export class TreeDraws {
  #state: number;

  constructor(seed: number, tree: number) {
    this.#state = treeSeed(seed, tree);
  }

  /** An integer in [0, limit), for limits below 2³¹. */
  below(limit: number): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return Math.trunc((state >>> 0) * (limit / 0x1_0000_0000));
  }
}

/** First state of a tree's generator, never 0: MurmurHash3's finalizer over seed and tree. */
export const treeSeed = (seed: number, tree: number): number =>
  mixBits(seed ^ Math.imul(tree + 1, 0x9e3779b9)) | 0 || 1;
