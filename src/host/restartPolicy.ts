export interface RestartLimits {
  /** Seconds to wait before the first, second, … restart in a row; one more crash and it is given up. */
  readonly waitSeconds: readonly number[];
  /** A process that lived this long has proved itself: its crash counts as the first again. */
  readonly provenSeconds: number;
}

export const defaultRestartLimits: RestartLimits = { waitSeconds: [0, 0.5, 2, 8], provenSeconds: 60 };

/** Counts crashes in a row and says how long to wait before the next start, or that it is enough. */
export class RestartPolicy {
  #crashes = 0;

  constructor(private readonly limits: RestartLimits = defaultRestartLimits) {}

  crashed(livedSeconds: number): void {
    this.#crashes = livedSeconds >= this.limits.provenSeconds ? 1 : this.#crashes + 1;
  }

  /** Crashes in a row so far. */
  get crashes(): number {
    return this.#crashes;
  }

  /** Seconds to wait before starting (0 for the very first start), or null when it crashed too often. */
  get waitSeconds(): number | null {
    if (this.#crashes === 0) return 0;
    return this.limits.waitSeconds[this.#crashes - 1] ?? null;
  }

  /** Forgets the past: a person asked for a restart. */
  reset(): void {
    this.#crashes = 0;
  }
}
