import { mixBits } from './math/mixBits.ts';

/**
 * A seeded generator of pseudo-random numbers. Streams are forked by label, never shared, so that
 * adding a draw in one place cannot move the draws of another.
 */
export interface Rng {
  /** An integer in [0, 2³²). */
  uint32(): number;
  /** A number in [0, 1) with 32 random bits. */
  uniform(): number;
  /** An integer in [0, limit), without modulo bias worth naming for limits below 2²⁴. */
  below(limit: number): number;
  /** An independent stream; the same labels always give the same stream, whatever was drawn before. */
  fork(...labels: readonly (string | number)[]): Rng;
}

/** MurmurHash3 (x86, 32 bit) over UTF-16 code units; stable for ever, for it decides who is in the test share. */
export function hashString(text: string, seed = 0): number {
  let hash = seed | 0;
  for (let index = 0; index < text.length; index++) {
    let unit = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    unit = Math.imul((unit << 15) | (unit >>> 17), 0x1b873593);
    hash ^= unit;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  return mixBits(hash ^ text.length);
}

/** sfc32 (Doty-Humphrey, PractRand): 128 bits of state, passes PractRand and BigCrush. */
class SmallFastCounting implements Rng {
  readonly #key: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(key: string) {
    this.#key = key;
    this.#a = hashString(key, 0x243f6a88);
    this.#b = hashString(key, 0x85a308d3);
    this.#c = hashString(key, 0x13198a2e);
    for (let warmUp = 0; warmUp < 15; warmUp++) this.uint32();
  }

  uint32(): number {
    const next = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + next) | 0;
    return next >>> 0;
  }

  uniform(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  below(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }

  fork(...labels: readonly (string | number)[]): Rng {
    return new SmallFastCounting(`${this.#key}/${labels.join('/')}`);
  }
}

/** The root stream of a seed. */
export const createRng = (seed: number | string): Rng => new SmallFastCounting(String(seed));
