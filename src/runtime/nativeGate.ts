import { workerData } from 'node:worker_threads';
import { CancelledError } from '../engine/errors.ts';

/**
 * A thread that is stopped inside ONNX Runtime takes the whole process along: the library throws where nobody catches.
 * So whoever stops a thread closes its gate first: calls of the library pass through it, none gets in any more, and the
 * thread is stopped when the last one is out.
 */
export interface Gate {
  /** For the thread's `workerData.gate`. */
  readonly shared: Int32Array;
  /** Calls `then` when no call of the library is under way, or after ten seconds. */
  close(then: () => void): void;
}

/** Places in the shared numbers: calls under way, and whether the gate is closed. */
const inside = 0;
const closed = 1;

const pollMilliseconds = 20;
const mostPolls = 500;

export function createGate(): Gate {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  return {
    shared,
    close(then) {
      Atomics.store(shared, closed, 1);
      let polls = 0;
      const look = (): void => {
        if (Atomics.load(shared, inside) === 0 || polls++ === mostPolls) then();
        else setTimeout(look, pollMilliseconds);
      };
      look();
    },
  };
}

const own = (workerData as { readonly gate?: Int32Array } | null)?.gate;

/** Calls the library. @throws CancelledError when this thread is about to be stopped. */
export async function throughGate<T>(call: () => Promise<T>): Promise<T> {
  if (own === undefined) return await call();
  Atomics.add(own, inside, 1);
  try {
    // Only after it was counted: else the gate could close in between.
    if (Atomics.load(own, closed) === 1) throw new CancelledError();
    return await call();
  } finally {
    Atomics.sub(own, inside, 1);
  }
}
