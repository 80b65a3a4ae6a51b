import { expect, it } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { leafOf } from '../../../src/engine/forest/descent.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { totalReductions, type ClassView } from '../../../src/engine/lal/classViews.ts';
import { createLocalLearner } from '../../../src/engine/localLearner.ts';
import type { Machine, Reason } from '../../../src/engine/types.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
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

it('adds up what it says of each class against the rest, half, for a mistake is one of two classes', async () => {
  const data = blobs(200, 3, 5);
  const learner = createLocalLearner({ ...data, machine: plainMachine() });
  const { reasons } = await learner.round(
    requestOver(data, labeled, { strategy, count: 188 }),
    neverCancelled,
  );
  const regressor = await readShippedRegressor(strategy);
  const training = {
    ...{ features: data.features, rows: Int32Array.from(labeled), classCount: 3 },
    labels: data.labels.slice(0, 12),
  };
  for (const { predictedErrorReduction, features, text } of reasons.slice(0, 5)) {
    expect(text).toMatch(/class \d has \d+ % of the trees' votes\.$/u);
    // The class named gains at least the mean of the three.
    expect(predict(regressor, Object.values(features!))).toBeGreaterThanOrEqual(
      (2 / 3) * predictedErrorReduction!,
    );
    const ofClass = Number(/class (\d)/u.exec(text)![1]);
    const share = training.labels.filter((label) => label === ofClass).length / 12;
    expect(features!['positiveShare']).toBeCloseTo(share, 10);
  }
});

it('sums the views of the classes', () => {
  const views = [
    { reductions: Float32Array.of(0.25, -0.5) },
    { reductions: Float32Array.of(0.5, 0.25) },
  ] as unknown as readonly ClassView[];
  expect([...totalReductions(views, 3)]).toEqual([0.375, -0.125]);
  expect([...totalReductions(views.slice(0, 1), 2)]).toEqual([0.25, -0.5]);
});

it('refuses a regressor that does not come with the product', async () => {
  await expect(readShippedRegressor('lal-unknown')).rejects.toThrow(/lal-unknown\.lal is missing: install/u);
});
