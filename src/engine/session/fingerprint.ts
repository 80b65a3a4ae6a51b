import { mixBits } from '../math/mixBits.ts';

/**
 * A name for a set of (row, label) pairs that does not depend on their order: two sums of well mixed bits, 64 in all.
 * Two different sets of a session meet with a probability of about 2⁻⁶⁴.
 */
export class Fingerprint {
  #low = 0;
  #high = 0;
  #count = 0;

  add(row: number, label: number): this {
    const mixed = mixBits(mixBits(row + 1) ^ Math.imul(label + 3, 0x9e3779b1));
    this.#low = (this.#low + mixed) | 0;
    this.#high = (this.#high + mixBits(mixed ^ 0x5bd1e995)) | 0;
    this.#count++;
    return this;
  }

  toString(): string {
    return `${this.#count}:${(this.#low >>> 0).toString(36)}${(this.#high >>> 0).toString(36)}`;
  }
}
