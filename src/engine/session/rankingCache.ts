import type { KnownRanking } from './asked.ts';

/** Rankings kept: enough for every answer to the question on screen, and some steps back for undo. */
const capacity = 64;

/** The latest rankings by the key of their round. A round is pure, so a known ranking never goes stale. */
export class RankingCache {
  readonly #rankings = new Map<string, KnownRanking>();
  readonly #refused = new Set<string>();

  get(key: string): KnownRanking | undefined {
    const found = this.#rankings.get(key);
    if (found) {
      this.#rankings.delete(key);
      this.#rankings.set(key, found);
    }
    return found;
  }

  set(key: string, ranking: KnownRanking): void {
    this.#rankings.set(key, ranking);
    const [oldest] = this.#rankings.keys();
    if (this.#rankings.size > capacity && oldest !== undefined) this.#rankings.delete(oldest);
  }

  /** Remembers that the learner failed, so that it is not asked again and again. */
  refuse(key: string): void {
    this.#refused.add(key);
  }

  /** Whether it is worth asking the learner. */
  lacks(key: string): boolean {
    return !this.#rankings.has(key) && !this.#refused.has(key);
  }

  forgetRefusals(): void {
    this.#refused.clear();
  }

  clear(): void {
    this.#rankings.clear();
    this.#refused.clear();
  }
}
