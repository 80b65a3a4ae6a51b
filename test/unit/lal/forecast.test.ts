import { expect, it } from 'vitest';
import { predictByDescent } from '../../../src/engine/forest/descent.ts';
import { lalFeatureCount, type LearningState } from '../../../src/engine/lal/features.ts';
import { distinctPairs, forecast } from '../../../src/engine/lal/forecast.ts';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { readShippedRegressor } from '../../../src/runtime/shippedRegressor.ts';

const rng = createRng(5);
const mean = Float32Array.from({ length: 4000 }, () => rng.below(51) / 50);
const deviation = mean.map((share) => Math.sqrt(share * (1 - share)));
const rows = Int32Array.from({ length: 1500 }, () => rng.below(mean.length));

it('finds each pair of mean and deviation once', () => {
  const { means, deviations, pairOf } = distinctPairs({ mean, deviation }, rows);
  expect(new Set(means).size).toBe(means.length);
  expect(means.length).toBeLessThanOrEqual(51);
  for (const [index, row] of rows.entries()) {
    expect([means[pairOf[index]!], deviations[pairOf[index]!]]).toEqual([mean[row], deviation[row]]);
  }
});

it('tells rows of the same mean apart by their deviation', () => {
  const { means } = distinctPairs(
    { mean: Float32Array.of(0.5, 0.5, 0.5), deviation: Float32Array.of(0.5, 0.4, 0.5) },
    Int32Array.of(0, 1, 2),
  );
  expect([...means]).toEqual([0.5, 0.5]);
});

it('says of every pair what a descent of its own says, to the last bit', async () => {
  const regressor = await readShippedRegressor('lal-independent');
  const pairs = distinctPairs({ mean, deviation }, rows);
  for (let trial = 0; trial < 40; trial++) {
    const state: LearningState = [
      ...([rng.uniform(), rng.uniform(), rng.uniform() / 10, rng.uniform() / 2] as const),
      ...([rng.uniform() * 5, 2 + rng.below(60)] as const),
    ];
    const table = Array.from(pairs.means, (value, pair) => [value, pairs.deviations[pair]!, ...state]).flat();
    const { data } = predictByDescent(regressor, fromRowMajor(table, pairs.means.length, lalFeatureCount));
    expect(forecast(regressor, pairs, state)).toEqual(data);
  }
});
