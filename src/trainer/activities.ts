import type { Activity } from '../protocol/trainer.ts';

type Work = Pick<Activity, 'doing' | 'round'>;

/** Well below the second that the protocol promises, so that a busy machine keeps the promise too. */
const heartbeatMilliseconds = 400;

/**
 * Keeps track of what the process is doing and says so at least every second while it does anything: first thing
 * when work begins, so that the host can show it, then steadily.
 */
export class Activities {
  readonly #running = new Map<object, Work & { fraction: number | null; readonly since: number }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly say: (activity: Activity) => void) {}

  /** Runs the work as an activity; `progress` may be called by it with the share that is done. */
  async during<T>(work: Work, run: (progress: (fraction: number) => void) => Promise<T>): Promise<T> {
    const key = {};
    const entry = { ...work, fraction: null as number | null, since: performance.now() };
    this.#running.set(key, entry);
    this.#beat();
    this.#timer ??= setInterval(() => this.#beat(), heartbeatMilliseconds);
    try {
      return await run((fraction) => (entry.fraction = fraction));
    } finally {
      this.#running.delete(key);
      if (this.#running.size === 0) this.#rest();
    }
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Work is done in order, so the oldest is what the threads are at. */
  #beat(): void {
    const [oldest] = this.#running.values();
    if (oldest === undefined) return;
    const { doing, round, fraction, since } = oldest;
    this.say({ doing, round, fraction, seconds: (performance.now() - since) / 1000 });
  }
}
