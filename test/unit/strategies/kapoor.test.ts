import { expect, test } from 'vitest';
import { kapoor } from '../../../src/engine/strategies/kapoor.ts';
import type { Model } from '../../../src/engine/types.ts';
import { viewsOf } from '../../../src/engine/views.ts';
import { blobs } from '../engine/blobs.ts';
import { roundOver } from './round.ts';

const { features } = blobs(4, 2);

function scoresOf(latents: readonly { readonly mean: number[]; readonly variance: number[] }[], noise = 1) {
  const asArrays = latents.map(({ mean, variance }) => ({
    mean: Float64Array.from(mean),
    variance: Float64Array.from(variance),
  }));
  const model: Model = {
    predictAll: () => ({ rows: 4, classes: 2, data: new Float32Array(8).fill(0.5) }),
    outOfBagAccuracy: null,
    view: viewsOf({ gaussianProcess: { latents: () => asArrays, fitted: [] } }),
  };
  return kapoor.start().score(roundOver(features, { labeled: [0], model, options: { noise } }));
}

test('counts the distance from the border in deviations, noise included', async () => {
  const scores = await scoresOf([{ mean: [9, 2, -2, 0.5], variance: [1, 0, 3, 8] }]);
  expect([...scores]).toEqual([-2, -1, -0.5 / 3]);
});

test('of several classes the one nearest to its border counts', async () => {
  const scores = await scoresOf([
    { mean: [9, 2, -2, 3], variance: [1, 0, 3, 8] },
    { mean: [9, 1, -4, -1.5], variance: [1, 0, 3, 8] },
  ]);
  expect([...scores]).toEqual([-1, -1, -0.5]);
});

test('a row the process knows nothing of is asked before a sure one', async () => {
  const [sure, unknown] = await scoresOf([{ mean: [0, 3, 3, 0], variance: [0, 0.1, 50, 0] }]);
  expect(unknown).toBeGreaterThan(sure!);
});
