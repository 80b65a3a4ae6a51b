import { Worker } from 'node:worker_threads';
import { locateBuilt } from '../kernels.ts';
import type { RegressorBatch } from './regressorBatch.ts';
import type { BatchMessage, RegressorWorkerData } from './regressorWorker.ts';

/** Threads that grow batches of one forest; none where the worker's script has not been built. */
export class RegressorThreads {
  /** Number of the next batch that nobody has taken. */
  readonly #next = new Int32Array(new SharedArrayBuffer(4));
  readonly #results = new Map<number, RegressorBatch>();
  readonly #workers: readonly Worker[];
  readonly #finished: Promise<unknown>;

  constructor(count: number, task: Omit<RegressorWorkerData, 'next'>) {
    const script = count > 0 ? locateBuilt('regressorWorker.js') : undefined;
    const data: RegressorWorkerData = { ...task, next: this.#next };
    this.#workers = Array.from(
      { length: script === undefined ? 0 : count },
      () => new Worker(script!, { workerData: data }),
    );
    this.#finished = Promise.all(this.#workers.map((worker) => this.#collect(worker)));
    // An error is thrown where results are waited for, not before.
    this.#finished.catch(() => undefined);
  }

  /** Takes the number of a batch to grow; numbers beyond the last batch mean that all are taken. */
  take(): number {
    return Atomics.add(this.#next, 0, 1);
  }

  /** The batches that the other threads grew, when they are done. */
  async results(): Promise<ReadonlyMap<number, RegressorBatch>> {
    await this.#finished;
    return this.#results;
  }

  close(): void {
    for (const worker of this.#workers) void worker.terminate();
  }

  #collect(worker: Worker): Promise<void> {
    return new Promise((resolve, reject) => {
      worker.on('message', ({ batch, grown }: BatchMessage) => this.#results.set(batch, grown));
      worker.on('error', reject);
      worker.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`A thread of the regressor ended with code ${code}.`)),
      );
    });
  }
}
