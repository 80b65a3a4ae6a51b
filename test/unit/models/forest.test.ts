import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/engine/errors.ts';
import { plainForest } from '../../../src/engine/forest/plain.ts';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import { forest } from '../../../src/engine/models/forest.ts';
import { findModel, models } from '../../../src/engine/models/index.ts';
import { createRng } from '../../../src/engine/rng.ts';
import type { Options, TrainingSet } from '../../../src/engine/types.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { plainMachine } from '../engine/blobs.ts';
import { makeCase, type ForestCase } from '../forest/cases.ts';

const plain = plainMachine();
const shape: ForestCase = { rows: 300, features: 6, classes: 3, spread: 'continuous' };

/** The first 60 rows are labeled. @param rename what class each class of the case becomes. */
function trainingSet(
  rename: readonly number[],
  classCount: number,
  change: Partial<ForestCase> = {},
): TrainingSet {
  const { values, labels } = makeCase({ ...shape, ...change });
  const rows = Int32Array.from({ length: 60 }, (_, row) => row);
  return {
    features: fromRowMajor(values.flat(), values.length, shape.features),
    rows,
    labels: rows.map((row) => rename[labels[row]!]!),
    classCount,
  };
}

const fit = async (training: TrainingSet, options: Options = {}, machine = plain) =>
  await forest.fit(training, { rng: createRng(5), signal: { aborted: false }, options, machine });

describe('forest model', () => {
  it('gives the same answers on the machine as in plain TypeScript', async () => {
    const machine = createMachine({ threads: 2 });
    const training = trainingSet([0, 1, 2], 3);
    const [kernels, reference] = [await fit(training, {}, machine), await fit(training)];
    expect(await kernels.predictAll()).toEqual(await reference.predictAll());
    expect(kernels.outOfBagAccuracy).toBe(reference.outOfBagAccuracy);
    expect(kernels.outOfBagAccuracy).toBeGreaterThan(0.4);
    machine.close();
  });

  it('gives classes without a label the probability 0, and every row 1 in all', async () => {
    const { rows, classes, data } = await (await fit(trainingSet([1, 4, 6], 8))).predictAll();
    expect([rows, classes]).toEqual([300, 8]);
    for (let row = 0; row < rows; row++) {
      const shares = [...data.subarray(row * classes, (row + 1) * classes)];
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      expect([shares[0], shares[2], shares[3], shares[5], shares[7]]).toEqual([0, 0, 0, 0, 0]);
    }
  });

  it.each([
    ['pure leaves', {}],
    ['impure leaves', { minLeaf: 7 }],
  ])('gives mean and population deviation of P(class 0) over the trees: %s', async (_, options) => {
    const training = trainingSet([0, 1, 1], 2);
    const view = (await fit(training, options)).view('forest')!;
    const { mean, deviation } = await view.meanAndDeviation(0);
    const all = Int32Array.from({ length: 300 }, (_each, row) => row);
    const perTree = await plainForest.predictPerTree(view.forest, training.features, all, 0);
    for (const row of all) {
      const shares = [...perTree.subarray(row * 50, (row + 1) * 50)];
      const center = shares.reduce((sum, share) => sum + share, 0) / 50;
      const variance = shares.reduce((sum, share) => sum + (share - center) ** 2, 0) / 50;
      expect(mean[row]).toBeCloseTo(center, 6);
      expect(deviation[row]).toBeCloseTo(Math.sqrt(variance), 6);
    }
  });

  it('counts the votes of trees whose leaves are pure, and no others', async () => {
    const training = trainingSet([0, 1, 2, 1], 3);
    const view = (await fit(training)).view('forest')!;
    const rows = Int32Array.of(250, 3, 77, 3);
    for (const label of [0, 1, 2]) {
      const perTree = await plainForest.predictPerTree(view.forest, training.features, rows, label);
      const votes = Array.from(rows, (_, index) =>
        perTree.subarray(index * 50, (index + 1) * 50).reduce((sum, vote) => sum + vote, 0),
      );
      expect([...(await view.votesAt(label, rows))!]).toEqual(votes);
    }
    const impure = (await fit(training, { minLeaf: 7 })).view('forest')!;
    expect(await impure.votesAt(0, rows)).toBeUndefined();
  });

  it('tells a class from the rest out of bag, as its trees vote', async () => {
    const training = trainingSet([0, 1, 2, 1, 0, 2, 2], 3);
    const view = (await fit(training)).view('forest')!;
    const votes = view.forest.outOfBagVotes!;
    for (const label of [0, 1, 2]) {
      const right = Array.from(training.labels, (truth, row) => {
        const [a = 0, b = 0, c = 0] = votes.subarray(3 * row, 3 * row + 3);
        return [a, b, c][label]! > (a + b + c) / 2 === (truth === label);
      });
      expect(view.outOfBagAccuracyOf(label)).toBe(right.filter(Boolean).length / right.length);
    }
    const two = (await fit(trainingSet([0, 1, 1], 2))).view('forest')!;
    expect(two.outOfBagAccuracyOf(1)).toBe(two.forest.outOfBagScore);
  });

  it('is certain about class 0 being absent when it has no label', async () => {
    const view = (await fit(trainingSet([1, 2, 1], 3))).view('forest')!;
    const { mean, deviation } = await view.meanAndDeviation(0);
    expect(Math.max(...mean, ...deviation)).toBe(0);
    expect(await view.votesAt(0, Int32Array.of(5, 2))).toEqual(Uint16Array.of(0, 0));
  });

  it('obeys its options', async () => {
    const training = trainingSet([0, 1, 2], 3);
    const stump = (await fit(training, { trees: 7, maxDepth: 1, maxFeatures: 99 })).view('forest')!.forest;
    expect(stump.trees).toBe(7);
    expect(Math.max(...stump.depths)).toBe(1);
    const full = (await fit(training)).view('forest')!.forest;
    expect(full.trees).toBe(50);
    expect(Math.max(...full.depths)).toBeGreaterThan(2);
  });

  it('repeats itself for the same seed only', async () => {
    const training = trainingSet([0, 1, 2], 3);
    const [first, again] = [await fit(training), await fit(training)];
    expect(await first.predictAll()).toEqual(await again.predictAll());
    const context = { signal: { aborted: false }, options: {}, machine: plain };
    const other = await forest.fit(training, { ...context, rng: createRng(6) });
    expect(await other.predictAll()).not.toEqual(await first.predictAll());
  });
});

describe('models', () => {
  it('are found by id, each its own', () => {
    for (const model of models) expect(findModel(model.id)).toBe(model);
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  });

  it('refuses an unknown one by naming the known', () => {
    expect(() => findModel('oracle')).toThrow(UsageError);
    expect(() => findModel('oracle')).toThrow(/"oracle".*forest/);
  });
});
