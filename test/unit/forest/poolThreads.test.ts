import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fitClassificationForest } from '../../../src/engine/forest/classificationForest.ts';
import { plainForest } from '../../../src/engine/forest/plain.ts';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import { loadKernel } from '../../../src/runtime/kernels.ts';
import type * as kernels from '../../../src/runtime/kernels.ts';
import { PoolPredictor } from '../../../src/runtime/forest/poolPredictor.ts';
import { allocateSharedMatrix } from '../../../src/runtime/sharedMatrix.ts';
import { makeFolder } from '../data/folder.ts';
import { makeCase, optionsOf, running } from './cases.ts';

const script = vi.hoisted(() => ({ path: '' }));
vi.mock('../../../src/runtime/kernels.ts', async (original) => ({
  ...(await original<typeof kernels>()),
  locateBuilt: () => script.path,
}));

test('a pool whose other thread cannot start predicts on this one, and nothing else fails', async () => {
  script.path = join(makeFolder({ 'worker.cjs': 'throw new Error("no memory for a thread")' }), 'worker.cjs');
  const uncaught: unknown[] = [];
  const listen = (error: unknown): void => void uncaught.push(error);
  process.on('uncaughtException', listen);
  onTestFinished(() => void process.off('uncaughtException', listen));
  const shape = { rows: 60, features: 4, classes: 2, spread: 'continuous' } as const;
  const { columns, labelArray, values } = makeCase(shape);
  const forest = fitClassificationForest(columns, labelArray, 2, optionsOf(shape), running);
  const rows = 80_000;
  const many = Array.from({ length: rows }, (_, row) => values[row % shape.rows]!).flat();
  const matrix = fromRowMajor(many, rows, shape.features, allocateSharedMatrix);
  const started = new Promise<Worker>((resolve) => process.once('worker', resolve));
  const pool = new PoolPredictor(loadKernel('bits')!, 2);
  onTestFinished(() => pool.close());
  const predicted = pool.predict(forest, matrix, running);
  const worker = await started;
  await new Promise((resolve) => worker.once('exit', resolve));
  expect(predicted).toEqual(await plainForest.predict(forest, matrix, running));
  expect(uncaught).toEqual([]);
});
