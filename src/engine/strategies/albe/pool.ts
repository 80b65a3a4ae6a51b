import { rowKey } from '../../math/mixBits.ts';
import type { Round } from '../../types.ts';
import { placesByRow } from '../placesByRow.ts';
import type { Draw } from './bandit.ts';

/**
 * What a batch is drawn from: the candidates not drawn yet, as ranked by each of the two experts that rank, and the
 * labeled rows. A candidate is known by its place in `round.candidates`; −1 stands for a labeled row.
 */
export class Pool {
  readonly #labeled: number;
  readonly #ranked: readonly Int32Array[];
  readonly #byRow: Int32Array;
  readonly #open: Set<number>;

  /** @param scores of the candidates, one array per ranking expert; larger is better. */
  constructor({ training, candidates, rng }: Round, scores: readonly Float64Array[]) {
    const salt = rng.fork('equals').uint32();
    this.#labeled = training.rows.length;
    this.#ranked = scores.map((own) => rankPlaces(own, candidates, salt));
    this.#byRow = placesByRow(candidates);
    this.#open = new Set(candidates.keys());
  }

  take(place: number): void {
    this.#open.delete(place);
  }

  /** The place that a share of 0 to 1 means when all open candidates, and labeled rows too if asked, are as likely. */
  drawUniform(share: number, labeledToo: boolean): number {
    const open = this.#byRow.filter((place) => this.#open.has(place));
    const total = labeledToo ? this.#size() : open.length;
    return open[Math.floor(share * total)] ?? -1;
  }

  /** What each expert says of a place, and how likely it is to be drawn when each is followed by its share. */
  drawAt(place: number, shares: readonly number[]): Draw {
    const uniform = 1 / this.#size();
    const advice = [...this.favorites().map((favorite) => (favorite === place ? 1 : 0)), uniform];
    const chance = advice.reduce((sum, share, expert) => sum + share * shares[expert]!, 0);
    return { advice, shares, chance };
  }

  /** The best open place of each ranking expert. */
  favorites(): readonly number[] {
    return this.#ranked.map((ranked) => ranked.find((place) => this.#open.has(place)) ?? -1);
  }

  #size(): number {
    return this.#labeled + this.#open.size;
  }
}

/** Places of the candidates by falling score; equals in an order that the seed and the rows give. */
function rankPlaces(scores: Float64Array, rows: Int32Array, salt: number): Int32Array {
  return Int32Array.from(scores.keys()).sort(
    (a, b) => scores[b]! - scores[a]! || rowKey(rows[a]!, salt) - rowKey(rows[b]!, salt),
  );
}
