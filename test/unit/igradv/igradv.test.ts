import { describe, expect, it } from 'vitest';
import { deltaCorrelation } from '../../../src/cli/bench/neural/deltaCorrelation.ts';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { averageImportance, binByRank } from '../../../src/engine/igradv/importance.ts';
import { measurementOf } from '../../../src/engine/igradv/measurement.ts';
import { boostedRegressor, binnedForest } from '../../../src/engine/igradv/regressors.ts';
import { directSimilarity, leaveOneOutDistance, similarityScore } from '../../../src/engine/igradv/scores.ts';
import { createLocalLearner } from '../../../src/engine/learner/localLearner.ts';
import type { RoundRequest } from '../../../src/engine/learner/types.ts';
import type { GradientScalars } from '../../../src/engine/network/gradients.ts';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { blobs, plainMachine, range, requestOver } from '../engine/blobs.ts';

/** The scalars of gradients that are written out. */
function scalarsOf(own: readonly (readonly number[])[], rest: readonly number[]): GradientScalars {
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  const delta = rest.map((value, index) => value + own.reduce((sum, gradient) => sum + gradient[index]!, 0));
  return {
    total: dot(delta, delta),
    along: Float64Array.from(own, (gradient) => dot(delta, gradient)),
    own: Float64Array.from(own, (gradient) => dot(gradient, gradient)),
  };
}

describe('the scores', () => {
  it('are cosines of gradients', () => {
    const scalars = scalarsOf(
      [
        [1, 0],
        [0, 2],
        [-3, 0],
      ],
      [4, 1],
    );
    // δ is (2, 3): without the third instance it is (5, 3).
    expect(directSimilarity(scalars)[0]).toBeCloseTo(2 / Math.sqrt(13), 12);
    expect(directSimilarity(scalars)[2]).toBeCloseTo(-2 / Math.sqrt(13), 12);
    expect(leaveOneOutDistance(scalars)[2]).toBeCloseTo(1 - 19 / Math.sqrt(13 * 34), 12);
    expect(similarityScore({ absolute: true })(scalars)[2]).toBeCloseTo(2 / Math.sqrt(13), 12);
    expect(similarityScore({ absolute: false })(scalars)[2]).toBeLessThan(0);
  });

  it('keep their digits where an instance is one of very many', () => {
    const small = 1e-7;
    const scalars = scalarsOf([[0, small]], [1, 0]);
    // 1 − cos(ε) = ε² / 2, which 64 bits would round to 0.
    expect(leaveOneOutDistance(scalars)[0]! / (small ** 2 / 2)).toBeCloseTo(1, 6);
  });

  it('are 0 without a gradient, and 2 where leaving out turns it round', () => {
    expect([...directSimilarity(scalarsOf([[0, 0]], [1, 1]))]).toEqual([0]);
    expect([...leaveOneOutDistance(scalarsOf([[0, 0]], [0, 0]))]).toEqual([0]);
    expect(leaveOneOutDistance(scalarsOf([[3, 0]], [-1, 0]))[0]).toBeCloseTo(2, 12);
  });

  it('are averaged over the epochs', () => {
    const moments = [scalarsOf([[1, 0]], [0, 0]), scalarsOf([[1, 0]], [-2, 0])];
    expect([...averageImportance(moments, directSimilarity)]).toEqual([0]);
  });
});

describe('the bins', () => {
  it.each([
    [8, [2, 4, 2]],
    [9, [3, 3, 3]],
    [10, [3, 4, 3]],
    [500, [125, 250, 125]],
  ])('of %i scores hold a quarter at both ends, rounded up', (count, sizes) => {
    const rng = createRng(count);
    const scores = Float64Array.from({ length: count }, () => rng.uniform());
    const bins = binByRank(scores, Int32Array.from(range(0, count)), 1);
    expect([0, 1, 2].map((bin) => bins.filter((other) => other === bin).length)).toEqual(sizes);
    const greatest = (bin: number): number => Math.max(...scores.filter((_, index) => bins[index] === bin));
    const smallest = (bin: number): number => Math.min(...scores.filter((_, index) => bins[index] === bin));
    expect(greatest(0)).toBeLessThan(smallest(1));
    expect(greatest(1)).toBeLessThan(smallest(2));
  });

  it('of equal scores are drawn from the seed, row by row', () => {
    const rows = Int32Array.from(range(0, 40));
    const bins = binByRank(new Float64Array(40), rows, 7);
    expect(binByRank(new Float64Array(40), rows.toReversed(), 7)).toEqual(bins.toReversed());
    expect(binByRank(new Float64Array(40), rows, 8)).not.toEqual(bins);
  });
});

describe.each([
  ['gradient boosting', boostedRegressor],
  ['the forest of bins', binnedForest],
])('%s', (_name, regressor) => {
  it('predicts more for rows that look like important ones', async () => {
    const { features } = blobs(200, 2, 3);
    const first = (row: number): number => features.data[row]!;
    const rows = Int32Array.from(range(0, 100));
    const asked = Int32Array.from(range(100, 200));
    const importance = Float64Array.from(rows, first);
    const table = {
      features,
      rows,
      importance,
      machine: plainMachine(),
      signal: neverCancelled,
      rng: createRng(1),
    };
    const predicted = await regressor(table, asked);
    const byTruth = [...range(0, 100)].sort((a, b) => first(asked[a]!) - first(asked[b]!));
    const mean = (places: readonly number[]): number =>
      places.reduce((sum, place) => sum + predicted[place]!, 0) / places.length;
    expect(mean(byTruth.slice(-25))).toBeGreaterThan(mean(byTruth.slice(0, 25)) + 0.5);
  });
});

it('the forest of bins predicts the values of the bins: 1 at the top, 0 at the bottom, ½ between', async () => {
  const column = range(0, 200).map((row) => row / 200);
  const features = fromRowMajor(column, 200, 1);
  const rows = Int32Array.from(range(0, 100), (index) => 2 * index);
  const table = {
    features,
    rows,
    machine: plainMachine(),
    signal: neverCancelled,
    rng: createRng(1),
    importance: Float64Array.from(rows, (row) => row ** 3),
  };
  // Each deep inside its quarter, or inside both quarters between.
  expect([...(await binnedForest(table, Int32Array.of(15, 85, 115, 185)))]).toEqual(
    [0, 0.5, 0.5, 1].map((value) => expect.closeTo(value, 6)),
  );
});

describe('what is measured', () => {
  const queried = Int32Array.from(range(100, 180));

  it('is the last batch, or the newest answers where it is small', () => {
    expect(measurementOf({ queried, batchSize: 70, options: {} })!.rows).toEqual(queried.slice(-70));
    expect(measurementOf({ queried, batchSize: 1, options: {} })!.rows).toEqual(queried.slice(-50));
    expect(measurementOf({ queried, batchSize: 1, options: { measured: 9 } })!.rows).toEqual(
      queried.slice(-9),
    );
  });

  it('is nothing while there are too few answers', () => {
    expect(measurementOf({ queried: queried.slice(0, 7), batchSize: 1, options: {} })).toBeUndefined();
  });
});

/** The rows of a state, as a file of JSON gives it back. */
const rowsOf = (state: unknown): readonly number[] =>
  (JSON.parse(JSON.stringify(state)) as { readonly rows: readonly number[] }).rows.toSorted((a, b) => a - b);

describe('a round', () => {
  const data = blobs(150, 3, 5);
  const learner = createLocalLearner({ ...data, machine: plainMachine() });
  const ask = (strategy: string, over: Partial<RoundRequest> = {}, options = {}) =>
    learner.round(
      requestOver(data, range(0, 40), {
        strategy,
        model: 'mlp',
        modelOptions: { minimumSteps: 60, epochs: 4 },
        strategyOptions: { measured: 10, ...options },
        queried: Int32Array.from(range(20, 40)),
        ...over,
      }),
      neverCancelled,
    );

  it('chooses the first batch at random, whatever the technique', async () => {
    const none = { queried: new Int32Array(0) };
    const first = await ask('igradv-ds', none);
    expect((await ask('igradv-rld', none)).rows).toEqual(first.rows);
    expect(first.reasons[0]!.text).toMatch(/^Drawn at random/u);
    expect((await ask('igradv-ds', { ...none, seed: 2 })).rows).not.toEqual(first.rows);
  });

  it.each(['igradv-ds', 'igradv-rds', 'igradv-ld', 'igradv-rld'])(
    'of %s gives the same twice',
    async (id) => {
      const result = await ask(id);
      expect(result.rows).toHaveLength(3);
      expect({ ...(await ask(id)), seconds: 0 }).toEqual({ ...result, seconds: 0 });
      expect(result.reasons[0]!.text).toMatch(/labels measured/u);
    },
  );

  it('keeps what it measured where it learns from all rounds, and forgets what is not labeled', async () => {
    expect((await ask('igradv-ds')).state).toBeUndefined();
    const options = { trainingRows: 'all' };
    const { state } = await ask('igradv-ds', {}, options);
    expect(rowsOf(state)).toEqual(range(30, 40));
    const queried = Int32Array.from(range(20, 30));
    const later = await ask('igradv-ds', { queried, state }, options);
    expect(rowsOf(later.state)).toEqual(range(20, 40));
    const labeledRows = Int32Array.from(range(0, 35));
    const undone = { queried, state, labeledRows, labels: data.labels.slice(0, 35) };
    const fewer = await ask('igradv-ds', undone, options);
    expect(rowsOf(fewer.state)).toEqual(range(20, 35));
  });

  it.each([
    ['nothing', null],
    ['text', 'rows'],
    ['rows without their importance', { rows: [1, 2], importance: [0.5] }],
    ['importance that is no number', { rows: [1], importance: [null] }],
    ['rows that are none', { rows: [0.5], importance: [1] }],
  ])('begins anew after a state it cannot read: %s', async (_name, state) => {
    const options = { trainingRows: 'all' };
    const { seconds: _, ...anew } = await ask('igradv-ds', {}, options);
    expect(await ask('igradv-ds', { state }, options)).toMatchObject(anew);
  });

  it.each([
    ['from a sample', { deltaSample: 15 }],
    ['with the penalty', { penalized: true }],
    ['on the last hidden layer', { features: 'embedding' }],
    ['at one epoch', { epochs: 1 }],
  ])('scores otherwise %s', async (_name, options) => {
    const usual = await ask('igradv-ds');
    const other = await ask('igradv-ds', {}, options);
    expect(other.scores.every(Number.isFinite)).toBe(true);
    expect(other.scores).not.toEqual(usual.scores);
  });
});

it('an estimated δ ranks as the exact one does where it is made of all labels, and else less so', async () => {
  const data = blobs(150, 3, 5);
  const parts = { ...data, machine: plainMachine() };
  const correlation = (deltaSample: number): Promise<number> =>
    deltaCorrelation(
      parts,
      requestOver(data, range(0, 60), {
        strategy: 'igradv-ds',
        model: 'mlp',
        modelOptions: { minimumSteps: 0, epochs: 3 },
        strategyOptions: { deltaSample },
        queried: Int32Array.from(range(20, 60)),
      }),
    );
  expect(await correlation(60)).toBe(1);
  expect(await correlation(3)).toBeLessThan(0.99);
});
