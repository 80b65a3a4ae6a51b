import { availableParallelism } from 'node:os';
import type { Machine } from '../engine/types.ts';
import type { Forest } from '../engine/forest/types.ts';
import { createMoveWeights } from './adamKernel.ts';
import { createOnnxRuntime } from './onnx/onnxRuntime.ts';
import { WasmForest } from './forest/wasmForest.ts';
import { sayOnStderr } from './sayOnStderr.ts';
import { readShippedRegressor } from './shippedRegressor.ts';

/** A machine that owns threads. */
export interface OpenMachine extends Machine {
  /** Ends its threads; nothing may be asked of the machine afterwards. */
  close(): void;
}

export interface MachineOptions {
  /** For large pools, the calling one included; by default as many as the processor runs at once. */
  readonly threads?: number;
  /** Where sentences about what was tolerated go; by default to stderr, which the editor shows in its log. */
  readonly say?: (sentence: string) => void;
  /** Hears at most once what is the matter with this machine itself, whatever is computed; by default as `say`. */
  readonly notice?: (sentence: string) => void;
}

export function createMachine({
  threads = availableParallelism(),
  say = sayOnStderr,
  notice = say,
}: MachineOptions = {}): OpenMachine {
  const forest = new WasmForest(threads);
  const regressors = new Map<string, Promise<Forest>>();
  return {
    forest,
    regressor: (id) => {
      const known = regressors.get(id) ?? readShippedRegressor(id);
      regressors.set(id, known);
      return known;
    },
    graphs: createOnnxRuntime({ threads, notice }),
    moveWeights: createMoveWeights(),
    say,
    now: () => performance.now() / 1000,
    close: () => {
      forest.close();
    },
  };
}
