import { createCancelSource, type CancelSource } from '../cancel.ts';
import type { Learner, RoundRequest, RoundResult } from '../learner/types.ts';

/** A round worth asking for, and what to do with it. */
export interface Job {
  /** `ranking`: the person may be waiting. `speculation`: makes way for it. `curve`: makes way a few times. */
  readonly kind: 'ranking' | 'speculation' | 'curve';
  readonly key: string;
  request(): RoundRequest;
  done(result: RoundResult): void;
  failed(error: unknown): void;
}

/** How often the same point of the curve is begun in vain before it is let finish: it may be a whole training. */
const patience = 2;

/**
 * Asks the learner for one round at a time, always the one most worth having now: after each round, and whenever
 * something has changed, it picks anew. A speculation that is no longer wanted is cancelled, and so is a point of the
 * curve when a ranking is wanted.
 */
export class WorkLoop {
  readonly #learner: Learner;
  readonly #pick: () => Job | null;
  readonly #waiting: (() => void)[] = [];
  #running: { readonly job: Job; readonly source: CancelSource } | null = null;
  #stopped = false;
  /** The point of the curve that made way last, and how often. */
  #interrupted = { key: '', times: 0 };

  constructor(learner: Learner, pick: () => Job | null) {
    this.#learner = learner;
    this.#pick = pick;
  }

  /** Something has changed. */
  wake(): void {
    const job = this.#stopped ? null : this.#pick();
    if (this.#running) {
      const { job: current, source } = this.#running;
      if (!source.signal.aborted && this.#makesWay(current, job)) source.cancel();
    } else if (job) {
      void this.#run(job);
    } else {
      for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  /** Drops whatever is under way; `wake` starts again. */
  cancel(): void {
    this.#running?.source.cancel();
  }

  stop(): void {
    this.#stopped = true;
    this.cancel();
    this.wake();
  }

  /** Resolves when nothing is left to do. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.wake();
    });
  }

  #makesWay({ kind, key }: Job, wanted: Job | null): boolean {
    if (kind === 'speculation') return wanted?.key !== key;
    if (kind === 'ranking' || wanted?.kind !== 'ranking') return false;
    const times = this.#interrupted.key === key ? this.#interrupted.times + 1 : 1;
    if (times > patience) return false;
    this.#interrupted = { key, times };
    return true;
  }

  async #run(job: Job): Promise<void> {
    const source = createCancelSource();
    this.#running = { job, source };
    const report = await this.#ask(job, source).then(
      (result) => () => job.done(result),
      (error: unknown) => () => job.failed(error),
    );
    this.#running = null;
    if (!source.signal.aborted) report();
    this.wake();
  }

  /** A request that cannot even be made is a failed one, and not the end of the loop. */
  async #ask(job: Job, { signal }: CancelSource): Promise<RoundResult> {
    return await this.#learner.round(job.request(), signal);
  }
}
