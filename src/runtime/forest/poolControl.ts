import { blockFunctions, runBlock, type PoolJob, type PoolKernel } from './poolJob.ts';

/** Fields of the shared control array. */
const field = { remaining: 0, done: 1, wakeUps: 2, closed: 3, job: 4, memory: 5, run: 6, first: 7 } as const;

/** Everything of a job that is a number, in the order it is posted. */
const numbers = [
  'blocks',
  'program',
  'scratch',
  'scratchBytes',
  'matrix',
  'blockBytes',
  'output',
  'outputBytes',
] as const satisfies readonly (keyof PoolJob)[];

/**
 * The job at hand on memory that all threads of a pool share. Threads claim blocks from one counter until it is
 * used up. A job is over when all claimed blocks are done, so a thread that wakes late finds nothing to claim,
 * and whoever has claimed a block can read the job in peace: it does not change before that block is done.
 */
export class PoolControl {
  readonly shared: SharedArrayBuffer;
  readonly #fields: Int32Array;
  /** The job read last, and its number. */
  #known: PoolJob | undefined;
  #knownNumber = 0;

  constructor(shared = new SharedArrayBuffer(4 * (field.first + numbers.length))) {
    this.shared = shared;
    this.#fields = new Int32Array(shared);
  }

  /** Opens a job and wakes the other threads. @param memory number of the memory it lies in. */
  open(job: PoolJob, memory: number): void {
    numbers.forEach((name, index) => (this.#fields[field.first + index] = job[name]));
    this.#fields[field.run] = blockFunctions.indexOf(job.run);
    this.#fields[field.memory] = memory;
    this.#fields[field.job]!++;
    Atomics.store(this.#fields, field.done, 0);
    Atomics.store(this.#fields, field.remaining, job.blocks);
    this.#wake();
  }

  /** Takes the blocks that nobody has claimed away. @returns how many. */
  cancel(): number {
    return Math.max(0, Atomics.exchange(this.#fields, field.remaining, 0));
  }

  /** Claims blocks and predicts them until there are none. @param kernelOf opens the kernel on a memory. */
  work(thread: number, kernelOf: (memory: number) => PoolKernel, keepOn: () => boolean = () => true): void {
    while (keepOn()) {
      const remaining = Atomics.sub(this.#fields, field.remaining, 1);
      if (remaining <= 0) return;
      runBlock(kernelOf(this.#fields[field.memory]!), this.#job(), remaining - 1, thread);
      Atomics.add(this.#fields, field.done, 1);
      // Nobody waits while there are blocks to claim.
      if (Atomics.load(this.#fields, field.remaining) <= 0) Atomics.notify(this.#fields, field.done);
    }
  }

  /** Blocks until that many blocks are done. @returns false when none was for so long. */
  waitFor(blocks: number, milliseconds: number): boolean {
    for (;;) {
      const done = Atomics.load(this.#fields, field.done);
      if (done >= blocks) return true;
      if (Atomics.wait(this.#fields, field.done, done, milliseconds) === 'timed-out') return false;
    }
  }

  /** Blocks until there may be work again. @returns false when the pool is closed. */
  sleep(seen: number): boolean {
    Atomics.wait(this.#fields, field.wakeUps, seen);
    return Atomics.load(this.#fields, field.closed) === 0;
  }

  get wakeUps(): number {
    return Atomics.load(this.#fields, field.wakeUps);
  }

  close(): void {
    Atomics.store(this.#fields, field.closed, 1);
    this.#wake();
  }

  #wake(): void {
    Atomics.add(this.#fields, field.wakeUps, 1);
    Atomics.notify(this.#fields, field.wakeUps);
  }

  /** The job of a claimed block. Its numbers are read once, not for every block. */
  #job(): PoolJob {
    const number = this.#fields[field.job]!;
    if (this.#known === undefined || this.#knownNumber !== number) {
      this.#known = this.#readJob();
      this.#knownNumber = number;
    }
    return this.#known;
  }

  #readJob(): PoolJob {
    const values = numbers.map((name, index) => [name, this.#fields[field.first + index]!]);
    return {
      ...Object.fromEntries(values),
      run: blockFunctions[this.#fields[field.run]!],
    } as unknown as PoolJob;
  }
}
