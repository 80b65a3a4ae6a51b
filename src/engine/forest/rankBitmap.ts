/**
 * Puts a few of many integers in ascending order without comparing them: set a bit at each, then walk the bits.
 * A summary bit per 32 places keeps the walk short for nodes that hold few rows.
 */
export class RankBitmap {
  readonly #words: Int32Array;
  readonly #summary: Int32Array;

  /** @param size all integers lie in [0, size). */
  constructor(size: number) {
    this.#words = new Int32Array(Math.ceil(size / 32));
    this.#summary = new Int32Array(Math.ceil(size / 1024));
  }

  add(place: number): void {
    this.#words[place >>> 5]! |= 1 << place;
    this.#summary[place >>> 10]! |= 1 << (place >>> 5);
  }

  /** Writes the added integers in ascending order to the start of `target` and forgets them. */
  drain(target: Int32Array): void {
    const allWords = this.#words;
    const summary = this.#summary;
    let count = 0;
    for (let group = 0; group < summary.length; group++) {
      let words = summary[group]!;
      summary[group] = 0;
      for (; words !== 0; words &= words - 1) {
        const word = (group << 5) + lowestBit(words);
        let places = allWords[word]!;
        allWords[word] = 0;
        for (; places !== 0; places &= places - 1) target[count++] = (word << 5) + lowestBit(places);
      }
    }
  }
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);
