import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/engine/errors.ts';
import { fitPlainRegressor } from '../../../src/engine/forest/plainRegressor.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { loadKernel } from '../../../src/runtime/kernels.ts';
import { fitKernelRegressor } from '../../../src/runtime/forest/regressor.ts';
import { forestCases, makeCase, optionsOf, running, titleOf } from './cases.ts';

const module = loadKernel('regressor');
if (!module) throw new Error('dist/kernels/regressor.wasm is missing: run npm run build first.');

/** Targets with rounding in every sum, and some equal ones. */
function targetsOf(columns: Float32Array, rows: number): Float64Array {
  const rng = createRng('targets');
  return Float64Array.from({ length: rows }, (_, row) =>
    rng.uniform() < 0.3 ? 0.1 : Math.sin(columns[row]!) + rng.uniform(),
  );
}

const raised = { aborted: true };

/** The same forest to the last bit; sums of out-of-bag predictions are taken in another order. */
function expectSame(
  { outOfBagScore, ...kernel }: Forest,
  { outOfBagScore: expected, ...plain }: Forest,
): void {
  expect(kernel).toEqual(plain);
  expect(outOfBagScore).toBeCloseTo(expected, 11);
}

describe('regressor kernel', () => {
  it.each(forestCases.map((shape) => [titleOf(shape), shape] as const))(
    'grows the forest of the plain path, to the last bit: %s',
    async (_, shape) => {
      for (let seed = 1; seed <= 3; seed++) {
        const { columns } = makeCase(shape, seed);
        const targets = targetsOf(columns, shape.rows);
        const options = { ...optionsOf(shape, seed), maxFeatures: Math.ceil(shape.features / 2) };
        const plain = fitPlainRegressor(columns, targets, options, running);
        expectSame(await fitKernelRegressor(module, columns, targets, options, running), plain);
      }
    },
  );

  it('packs entries in 64 bits beyond 65,536 drawn rows and grows the same tree', async () => {
    const rows = 110_000;
    const rng = createRng('many rows');
    const columns = Float32Array.from({ length: 2 * rows }, (_, index) =>
      index < rows ? rng.uniform() : Math.floor(9 * rng.uniform()),
    );
    const targets = targetsOf(columns, rows);
    const options = { trees: 1, maxFeatures: 2, maxDepth: 9, minLeaf: 20, rowShare: 1, seed: 1 };
    const plain = fitPlainRegressor(columns, targets, options, running);
    expect(new Set(plain.depths)).toEqual(new Set([9]));
    expectSame(await fitKernelRegressor(module, columns, targets, options, running), plain);
  });

  it('grows the same forest on any number of threads', async () => {
    const rows = 3000;
    const { columns } = makeCase({ rows, features: 4, classes: 2, spread: 'continuous' });
    const targets = targetsOf(columns, rows);
    const options = { trees: 50, maxFeatures: 2, maxDepth: 8, minLeaf: 1, rowShare: 1, seed: 3 };
    const [one, two, three] = await Promise.all(
      [1, 2, 3].map((threads) => fitKernelRegressor(module, columns, targets, options, running, threads)),
    );
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect(one!.trees).toBe(50);
    expectSame(one!, fitPlainRegressor(columns, targets, options, running));
  });

  it.each([1, 2])('stops when cancelled, on %i threads', async (threads) => {
    const options = { trees: 300, maxFeatures: 1, maxDepth: 3, minLeaf: 1, rowShare: 1, seed: 1 };
    const columns = Float32Array.from({ length: 500 }, (_, row) => row);
    const fit = fitKernelRegressor(module, columns, Float64Array.from(columns), options, raised, threads);
    await expect(fit).rejects.toThrow(CancelledError);
  });
});
