import type { Activity } from '../protocol/trainer.ts';

type Work = Pick<Activity, 'doing' | 'round'>;

type Running = Work & { fraction: number | null; epoch: Activity['epoch']; readonly since: number };

/** Both hear of the work that runs. */
export interface Progress {
  /** The share that is done, 0 to 1. */
  (fraction: number): void;
  readonly epoch: (report: NonNullable<Activity['epoch']>) => void;
}

/** Well below the second that the protocol promises, so that a busy machine keeps the promise too. */
const heartbeatMilliseconds = 400;

/**
 * Keeps track of what the process is doing and says so at least every second while it does anything: first thing
 * when work begins, so that the host can show it, then steadily.
 */
export class Activities {
  readonly #running = new Map<object, Running>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly say: (activity: Activity) => void) {}

  /** Runs the work as an activity; `progress` may be called by it with the share that is done. */
  async during<T>(work: Work, run: (progress: Progress) => Promise<T>): Promise<T> {
    const key = {};
    const entry: Running = { ...work, fraction: null, epoch: null, since: performance.now() };
    this.#running.set(key, entry);
    this.#beat();
    this.#timer ??= setInterval(() => this.#beat(), heartbeatMilliseconds);
    try {
      return await run(progressOf(entry));
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
    const { doing, round, fraction, epoch, since } = oldest;
    this.say({ doing, round, fraction, epoch, seconds: (performance.now() - since) / 1000 });
  }
}

const progressOf = (entry: Running): Progress =>
  Object.assign((fraction: number) => void (entry.fraction = fraction), {
    epoch(report: NonNullable<Activity['epoch']>) {
      entry.epoch = report;
      entry.fraction = report.epoch / report.epochs;
    },
  });
