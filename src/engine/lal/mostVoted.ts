import type { Spread } from './taskModels.ts';

/** The two classes with most votes, of every row. */
export class MostVoted {
  readonly labels: { readonly first: Int32Array; readonly second: Int32Array };
  readonly #first: Float32Array;
  readonly #second: Float32Array;

  constructor(rows: number) {
    this.labels = { first: new Int32Array(rows), second: new Int32Array(rows) };
    this.#first = new Float32Array(rows);
    this.#second = new Float32Array(rows);
  }

  offer(label: number, shares: Float32Array): void {
    const { first, second } = this.labels;
    for (let row = 0; row < shares.length; row++) {
      const share = shares[row]!;
      if (share > this.#first[row]!) {
        this.#second[row] = this.#first[row]!;
        second[row] = first[row]!;
        this.#first[row] = share;
        first[row] = label;
      } else if (share > this.#second[row]!) {
        this.#second[row] = share;
        second[row] = label;
      }
    }
  }

  /**
   * The second's share of the votes of both, as if the others had not voted, to the next of the shares that so many
   * trees of two classes can give: samples of equal shares are what spreads a batch.
   */
  spread(trees: number): Spread {
    const mean = this.#second.map(
      (second, row) => Math.round((trees * second) / (second + this.#first[row]!)) / trees,
    );
    return { mean, deviation: mean.map((share) => Math.sqrt(share * (1 - share))) };
  }
}
