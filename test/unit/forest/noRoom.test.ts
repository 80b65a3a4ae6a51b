import { expect, test, vi } from 'vitest';
import { fitClassificationForest } from '../../../src/engine/forest/classificationForest.ts';
import { plainForest } from '../../../src/engine/forest/plain.ts';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import { loadKernel } from '../../../src/runtime/kernels.ts';
import { PoolPredictor } from '../../../src/runtime/forest/poolPredictor.ts';
import { makeCase, optionsOf, running } from './cases.ts';

/** As on a machine whose memory is used up: four gigabytes are more than a test should take. */
vi.mock('../../../src/runtime/forest/memoryRegion.ts', () => ({
  MemoryRegions: class {
    claim = (): undefined => undefined;
  },
  growMemory: (): undefined => undefined,
}));

test('where no memory can grow a pool is predicted the plain way', async () => {
  const shape = { rows: 60, features: 4, classes: 2, spread: 'continuous' } as const;
  const { columns, labelArray, values } = makeCase(shape);
  const forest = fitClassificationForest(columns, labelArray, 2, optionsOf(shape), running);
  const matrix = fromRowMajor(values.flat(), shape.rows, shape.features);
  const pool = new PoolPredictor(loadKernel('bits')!, 1);
  expect(pool.predict(forest, matrix, running)).toEqual(await plainForest.predict(forest, matrix, running));
  pool.close();
});
