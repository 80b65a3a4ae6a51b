import { availableParallelism } from 'node:os';
import type { Machine } from '../engine/types.ts';
import type { Forest } from '../engine/forest/types.ts';
import { WasmForest } from './forest/wasmForest.ts';
import { readShippedRegressor } from './shippedRegressor.ts';

/** A machine that owns threads. */
export interface OpenMachine extends Machine {
  /** Ends its threads; nothing may be asked of the machine afterwards. */
  close(): void;
}

/** @param threads for large pools, the calling one included; by default as many as the processor runs at once. */
export function createMachine({ threads = availableParallelism() } = {}): OpenMachine {
  const forest = new WasmForest(threads);
  const regressors = new Map<string, Promise<Forest>>();
  return {
    forest,
    regressor: (id) => {
      const known = regressors.get(id) ?? readShippedRegressor(id);
      regressors.set(id, known);
      return known;
    },
    now: () => performance.now() / 1000,
    close: () => {
      forest.close();
    },
  };
}
