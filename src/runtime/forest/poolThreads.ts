import { Worker } from 'node:worker_threads';
import { CancelledError, HumanError } from '../../engine/errors.ts';
import type { CancelSignal } from '../../engine/types.ts';
import { locateBuilt } from '../kernels.ts';
import { PoolControl } from './poolControl.ts';
import { openKernel, runBlock, type PoolJob, type PoolKernel } from './poolJob.ts';
import type { MemoryMessage, PoolWorkerData } from './poolWorker.ts';

/** A block takes well below a millisecond: a thread that is silent for so long is lost. */
const patience = 20_000;
/** Blocks below which waking other threads costs more than it gains. */
const worthSharing = 20;

/** Runs prediction jobs on the calling thread and, for large pools, on others that are started on first need. */
export class PoolThreads {
  readonly #module: WebAssembly.Module;
  readonly #threads: number;
  readonly #kernels = new WeakMap<WebAssembly.Memory, PoolKernel>();
  readonly #control = new PoolControl();
  #workers: Worker[] | undefined;
  /** The memory that the other threads know, and its number. */
  #posted: WebAssembly.Memory | undefined;
  #number = 0;

  /** @param threads including the calling one. */
  constructor(module: WebAssembly.Module, threads: number) {
    this.#module = module;
    this.#threads = threads;
  }

  /** How many threads a job of that many blocks gets: scratch memory is needed for each. */
  threadsFor(blocks: number): number {
    return blocks < worthSharing ? 1 : this.#threads;
  }

  /**
   * Predicts all blocks and returns when they are done; the calling thread works with the others.
   * @throws CancelledError when the signal is raised before.
   */
  run(job: PoolJob, memory: WebAssembly.Memory, signal: CancelSignal): void {
    const kernel = this.#kernelOf(memory);
    if (this.threadsFor(job.blocks) > 1) {
      this.#runShared(job, memory, kernel, signal);
      return;
    }
    for (let block = 0; block < job.blocks; block++) {
      if (signal.aborted) throw new CancelledError();
      runBlock(kernel, job, block, 0);
    }
  }

  /** Ends the other threads. */
  close(): void {
    this.#control.close();
    for (const worker of this.#workers ?? []) void worker.terminate();
    this.#workers = [];
  }

  #runShared(job: PoolJob, memory: WebAssembly.Memory, kernel: PoolKernel, signal: CancelSignal): void {
    this.#share(memory);
    this.#control.open(job, this.#number);
    this.#control.work(
      0,
      () => kernel,
      () => !signal.aborted,
    );
    const left = this.#control.cancel();
    if (!this.#control.waitFor(job.blocks - left, patience)) {
      throw new HumanError('A prediction thread has stopped answering. Restart the program.');
    }
    if (signal.aborted) throw new CancelledError();
  }

  #kernelOf(memory: WebAssembly.Memory): PoolKernel {
    let kernel = this.#kernels.get(memory);
    if (!kernel) this.#kernels.set(memory, (kernel = openKernel(this.#module, memory)));
    return kernel;
  }

  #share(memory: WebAssembly.Memory): void {
    this.#workers ??= this.#startWorkers();
    if (this.#posted === memory) return;
    this.#posted = memory;
    const message: MemoryMessage = { number: ++this.#number, memory };
    for (const worker of this.#workers) worker.postMessage(message);
  }

  #startWorkers(): Worker[] {
    const script = locateBuilt('poolWorker.js');
    if (script === undefined) return [];
    return Array.from({ length: this.#threads - 1 }, (_, index) => {
      const data: PoolWorkerData = { control: this.#control.shared, module: this.#module, thread: index + 1 };
      const worker = new Worker(script, { workerData: data });
      // A thread that cannot start takes no blocks, and one that stops in the middle of one is missed in `waitFor`.
      worker.on('error', () => undefined);
      worker.unref();
      return worker;
    });
  }
}
