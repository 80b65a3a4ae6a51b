import { CancelledError } from './errors.ts';
import type { CancelSignal } from './types.ts';

/** A signal and the means to raise it: the engine's `AbortController`, which plain ECMAScript lacks. */
export interface CancelSource {
  readonly signal: CancelSignal;
  cancel(): void;
}

/** A signal that is never raised. */
export const neverCancelled: CancelSignal = { aborted: false };

export function createCancelSource(): CancelSource {
  const listeners = new Set<() => void>();
  let aborted = false;
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      addEventListener: (_type, listener) => {
        listeners.add(listener);
      },
    },
    cancel() {
      if (aborted) return;
      aborted = true;
      for (const listener of listeners) listener();
    },
  };
}

/** @throws CancelledError when the signal is raised. */
export function checkCancelled(signal: CancelSignal): void {
  if (signal.aborted) throw new CancelledError();
}
