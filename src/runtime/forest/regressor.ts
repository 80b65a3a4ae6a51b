import { setImmediate } from 'node:timers/promises';
import { CancelledError } from '../../engine/errors.ts';
import { drawCount } from '../../engine/forest/classificationForest.ts';
import { fitPlainRegressor } from '../../engine/forest/plainRegressor.ts';
import type { Forest, ForestOptions } from '../../engine/forest/types.ts';
import type { CancelSignal } from '../../engine/types.ts';
import { assembleRegressor } from './assembleRegressor.ts';
import { batchCount, growBatch, type RegressorBatch } from './regressorBatch.ts';
import { RegressorKernel } from './regressorKernel.ts';
import { RegressorThreads } from './regressorThreads.ts';

/** Values of a table whose columns, and as many sorted entries, fit the 4 GiB that a kernel can address. */
const mostValues = 2 ** 28;
/** Rows drawn by all trees together below which starting other threads costs more than it gains. */
const worthSharing = 100_000;

/**
 * A regression forest by the WASM kernel: the trees of `fitPlainRegressor`, node by node, and the same forest
 * for any number of threads.
 *
 * @param module the compiled `kernels/regressor.wasm`.
 * @param columns column-major `targets.length × features` values, finite.
 * @param threads including the calling one, which works with the others.
 * @throws CancelledError between batches of trees when the signal is raised.
 */
export async function fitKernelRegressor(
  module: WebAssembly.Module,
  columns: Float32Array,
  targets: Float64Array,
  options: ForestOptions,
  signal: CancelSignal,
  threads = 1,
): Promise<Forest> {
  if (columns.length > mostValues) return fitPlainRegressor(columns, targets, options, signal);
  const work = options.trees * drawCount(targets.length, options);
  const others = work < worthSharing ? 0 : Math.min(threads, batchCount(options)) - 1;
  const pool = new RegressorThreads(others, { module, columns, targets, options });
  try {
    const kernel = new RegressorKernel(module, columns, targets, options);
    const batches = await growAll(kernel, options, pool, signal);
    return assembleRegressor(batches, columns, targets, options);
  } finally {
    pool.close();
  }
}

/** Takes batch after batch, as the other threads do, and waits for theirs. */
async function growAll(
  kernel: RegressorKernel,
  options: ForestOptions,
  pool: RegressorThreads,
  signal: CancelSignal,
): Promise<RegressorBatch[]> {
  const own = new Map<number, RegressorBatch>();
  for (let batch = pool.take(); batch < batchCount(options); batch = pool.take()) {
    if (signal.aborted) throw new CancelledError();
    own.set(batch, growBatch(kernel, options, batch));
    // The signal and the other threads' results arrive through the event loop.
    await setImmediate();
  }
  const others = await pool.results();
  return Array.from({ length: batchCount(options) }, (_, batch) => (own.get(batch) ?? others.get(batch))!);
}
