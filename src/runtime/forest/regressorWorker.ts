// A thread that grows batches of one regression forest until none is left, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import type { ForestOptions } from '../../engine/forest/types.ts';
import { batchCount, growBatch, type RegressorBatch } from './regressorBatch.ts';
import { RegressorKernel } from './regressorKernel.ts';

export interface RegressorWorkerData {
  readonly module: WebAssembly.Module;
  readonly columns: Float32Array;
  readonly targets: Float64Array;
  readonly options: ForestOptions;
  /** On shared memory: number of the next batch that nobody has taken. */
  readonly next: Int32Array;
}

export interface BatchMessage {
  readonly batch: number;
  readonly grown: RegressorBatch;
}

const { module, columns, targets, options, next } = workerData as RegressorWorkerData;
const kernel = new RegressorKernel(module, columns, targets, options);
for (let batch = Atomics.add(next, 0, 1); batch < batchCount(options); batch = Atomics.add(next, 0, 1)) {
  const message: BatchMessage = { batch, grown: growBatch(kernel, options, batch) };
  const { feature, threshold, left, value } = message.grown.nodes;
  // Handed over, not copied: a forest of deep trees has millions of nodes.
  const buffers = [feature, threshold, left, value].map(({ buffer }) => buffer as ArrayBuffer);
  parentPort?.postMessage(message, buffers);
}
