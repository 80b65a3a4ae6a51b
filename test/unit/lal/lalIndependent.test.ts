import { expect, it } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { leafOf } from '../../../src/engine/forest/descent.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { createLocalLearner } from '../../../src/engine/learner/localLearner.ts';
import type { Machine, Reason } from '../../../src/engine/types.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { forest } from '../../../src/engine/models/forest.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { readShippedRegressor } from '../../../src/runtime/shippedRegressor.ts';
import { blobs, plainMachine, range, requestOver } from '../engine/blobs.ts';

const strategy = 'lal-independent';
const labeled = range(0, 12);

async function suggest(rows: number, machine: Machine, over = {}): Promise<readonly Reason[]> {
  const data = blobs(rows, 2, 5);
  const learner = createLocalLearner({ ...data, machine });
  const request = requestOver(data, labeled, { strategy, count: rows, ...over });
  return (await learner.round(request, neverCancelled)).reasons;
}

const predict = (regressor: Forest, features: readonly number[]): number => {
  let sum = 0;
  for (const root of regressor.roots.subarray(0, regressor.trees))
    sum += regressor.value[leafOf(regressor, root, Float32Array.from(features), 0, 1)]!;
  return sum / regressor.trees;
};

it('ranks by what the regressor says of the features it names', async () => {
  const regressor = await readShippedRegressor(strategy);
  const reasons = await suggest(300, plainMachine());
  const reductions = reasons.map(({ predictedErrorReduction }) => predictedErrorReduction!);
  expect(reductions).toHaveLength(288);
  expect(reductions).toEqual(reductions.toSorted((a, b) => b - a));
  for (const { features, predictedErrorReduction } of reasons)
    expect(predict(regressor, Object.values(features!))).toBeCloseTo(predictedErrorReduction!, 7);
});

it('names eight features: two of the sample and six of the state', async () => {
  const [first, second] = await suggest(300, plainMachine());
  const { probability, deviation, ...state } = first!.features!;
  expect(deviation).toBeCloseTo(Math.sqrt(probability! * (1 - probability!)), 6);
  expect(state).toMatchObject({
    labeledCount: 12,
    positiveShare: expect.any(Number),
    treeDepth: expect.any(Number),
  });
  expect(second!.features).toMatchObject(state);
  expect(Object.keys(first!.features!)).toHaveLength(8);
  expect(first!.text).toMatch(
    /^Its label is predicted to (lower|raise) the error by \d+\.\d\d percentage points;/u,
  );
});

it('asks the same with kernels as without, and others among equals with another seed', async () => {
  const machine = createMachine({ threads: 1 });
  expect(await suggest(300, machine)).toEqual(await suggest(300, plainMachine()));
  machine.close();
  const data = blobs(300, 2, 5);
  const learner = createLocalLearner({ ...data, machine: plainMachine() });
  const chosen = async (seed: number) =>
    (await learner.round(requestOver(data, labeled, { strategy, seed }), neverCancelled)).rows;
  expect(await chosen(1)).toEqual(await chosen(1));
  expect(await chosen(2)).not.toEqual(await chosen(1));
});

it('sets the two likeliest of many classes against each other, in the mean state of all', async () => {
  const data = blobs(200, 3, 5);
  const learner = createLocalLearner({ ...data, machine: plainMachine() });
  const request = requestOver(data, labeled, { strategy, count: 188 });
  const { reasons, rows } = await learner.round(request, neverCancelled);
  const regressor = await readShippedRegressor(strategy);
  const training = {
    features: data.features,
    rows: request.labeledRows,
    labels: request.labels,
    classCount: 3,
  };
  const rng = createRng(request.seed).fork('round', request.round).fork('fit');
  const context = { rng, signal: neverCancelled, options: {}, machine: plainMachine() };
  const probabilities = await (await forest.fit(training, context)).predictAll();
  for (const [place, { predictedErrorReduction, features, text }] of reasons.entries()) {
    const shares = [...probabilities.data.subarray(3 * rows[place]!, 3 * rows[place]! + 3)].toSorted(
      (a, b) => b - a,
    );
    const [first = 0, second = 0] = shares;
    expect(features!['probability']).toBeCloseTo(Math.round((50 * second) / (first + second)) / 50, 6);
    expect(features!['positiveShare']).toBeCloseTo(1 / 3, 6);
    expect(text).toMatch(/class \d leads class \d by \d+ % to \d+ % of their votes/u);
    if (place < 5)
      expect(predict(regressor, Object.values(features!))).toBeCloseTo(predictedErrorReduction!, 7);
  }
});

it('refuses a regressor that does not come with the product', async () => {
  await expect(readShippedRegressor('lal-unknown')).rejects.toThrow(/lal-unknown\.lal is missing: install/u);
});
