import type { RoundResult } from '../learner/types.ts';
import type { Reason } from '../types.ts';

/** What a round found, as the session keeps it. */
export interface KnownRanking {
  readonly result: RoundResult;
  /** Labels it was trained on; null for a ranking made under other settings, which only stands in. */
  readonly round: number | null;
}

/** Rankings kept: enough for every answer to the question on screen, and some steps back for undo. */
const capacity = 64;

/** The latest rankings by the key of their round. A round is pure, so a known ranking never goes stale. */
export class RankingCache {
  readonly #rankings = new Map<string, KnownRanking>();
  readonly #refused = new Set<string>();
  #latest: KnownRanking | undefined;
  #kept: unknown;

  /** @param state what the strategy kept of an earlier session. */
  constructor(state?: unknown) {
    this.#kept = state;
  }

  /** What the strategy kept of its last round. */
  get state(): unknown {
    return this.#latest?.result.state ?? this.#kept;
  }

  /** The newest ranking of a situation the person was in: what stands in while a newer one is on its way. */
  get latest(): KnownRanking | undefined {
    return this.#latest;
  }

  /** Makes the ranking of this round the latest, where it is known. */
  follow(key: string): void {
    this.#latest = this.get(key) ?? this.#latest;
  }

  /** Takes a ranking for the latest that was the one to have when it was begun, whatever was answered since. */
  adopt(ranking: KnownRanking): void {
    this.#latest = ranking;
  }

  /** Whether the latest ranking took longer than that: then the next one is not worth waiting for. */
  areSlow(milliseconds: number): boolean {
    return (this.#latest?.result.seconds ?? 0) * 1000 > milliseconds;
  }

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

  /**
   * Forgets all rankings, for the settings have changed; the samples of the latest may still stand in.
   * @param sameStrategy what it kept still holds.
   */
  clear(sameStrategy: boolean): void {
    this.#kept = sameStrategy ? this.state : undefined;
    this.#rankings.clear();
    this.#refused.clear();
    this.#latest = this.#latest && withoutClaims(this.#latest);
  }
}

/** Its samples without what another model thought of them. */
const withoutClaims = ({
  result: { state: _state, notices: _notices, ...result },
}: KnownRanking): KnownRanking => ({
  round: null,
  result: {
    ...result,
    predicted: result.predicted.map(() => -1),
    probabilities: result.probabilities.map(() => NaN),
    reasons: result.reasons.map(() => beforeTheChange),
    seconds: 0,
  },
});

const beforeTheChange: Reason = {
  text: 'Chosen before the settings were changed; the model is being trained anew.',
};
