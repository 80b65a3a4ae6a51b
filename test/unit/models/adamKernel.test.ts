import { describe, expect, it } from 'vitest';
import { moveWeights, type AdamArrays } from '../../../src/engine/network/adam.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { moveByKernel } from '../../../src/runtime/adamKernel.ts';
import { loadKernel } from '../../../src/runtime/kernels.ts';

const move = moveByKernel(loadKernel('adam'));
if (!move) throw new Error('dist/kernels/adam.wasm is missing: run npm run build first.');

function arraysOf(length: number): AdamArrays {
  const rng = createRng('adam');
  const draw = (scale: number) => Float32Array.from({ length }, () => scale * (rng.uniform() - 0.5));
  return {
    weights: draw(1),
    gradients: draw(1e-3),
    first: new Float32Array(length),
    second: new Float32Array(length),
  };
}

const copyOf = (arrays: AdamArrays): AdamArrays => structuredClone(arrays);

function threeSteps(take: typeof moveWeights, arrays: AdamArrays): AdamArrays {
  for (let step = 1; step <= 3; step++) {
    const correction = 1 / Math.sqrt(1 - 0.999 ** step);
    take(arrays, { rate: 1e-3 / (1 - 0.9 ** step), correction, weightDecay: 5e-4 });
  }
  return arrays;
}

describe('kernel of Adam', () => {
  it.each([0, 1, 2, 8191, 8192, 8193, 20_001])(
    'takes the steps of the plain path to the last bit: %i weights',
    (length) => {
      const arrays = arraysOf(length);
      expect(threeSteps(move, copyOf(arrays))).toEqual(threeSteps(moveWeights, arrays));
    },
  );

  it('takes the plain steps with gradients that are zero, tiny, huge or not finite', () => {
    const arrays = arraysOf(9);
    arrays.gradients.set([0, -0, 1e-45, -1e-45, 3e38, -3e38, Infinity, -Infinity, NaN]);
    const moved = threeSteps(move, copyOf(arrays));
    expect(moved).toEqual(threeSteps(moveWeights, arrays));
    expect([...moved.weights.subarray(0, 4)].every(Number.isFinite)).toBe(true);
  });

  it('is left to the plain path where there is no kernel', () => {
    expect(moveByKernel(undefined)).toBeUndefined();
  });
});
