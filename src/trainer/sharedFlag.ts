import type { CancelSignal } from '../engine/types.ts';

/**
 * A cancel flag on shared memory: raised by the main thread, polled by a fit that never returns to its event loop.
 * It is an `Int32Array` of length 1 on a `SharedArrayBuffer`.
 */
export const createFlag = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

export const raise = (flag: Int32Array): void => void Atomics.store(flag, 0, 1);

/** The flag as the engine polls it. */
export const signalOf = (flag: Int32Array): CancelSignal => ({
  get aborted() {
    return Atomics.load(flag, 0) === 1;
  },
});
