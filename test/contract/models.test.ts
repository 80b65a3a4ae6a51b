import { describe, expect, test } from 'vitest';
import { createCancelSource, neverCancelled } from '../../src/engine/cancel.ts';
import { CancelledError, UsageError } from '../../src/engine/errors.ts';
import { findModel, models } from '../../src/engine/models/index.ts';
import { resolveOptions } from '../../src/engine/options.ts';
import { createRng } from '../../src/engine/rng.ts';
import type { CancelSignal, Model, ModelKind, TrainingSet } from '../../src/engine/types.ts';
import { blobs, plainMachine, range } from '../unit/engine/blobs.ts';

function trainingSet(classes: number, labeled: number, rows = 80): TrainingSet {
  const { features, labels } = blobs(rows, classes, 2);
  return {
    features,
    classCount: classes,
    rows: Int32Array.from(range(0, labeled)),
    labels: labels.slice(0, labeled),
  };
}

const fit = async (
  kind: ModelKind,
  training: TrainingSet,
  seed = 1,
  signal: CancelSignal = neverCancelled,
): Promise<Model> => {
  const options = resolveOptions(kind.options, `model ${kind.id}`, []);
  return kind.fit(training, { rng: createRng(seed), signal, options, machine: plainMachine() });
};

test('an unknown id is refused with the known ones', () => {
  expect(() => findModel('oracle')).toThrow(/"oracle".*forest/u);
});

describe.each(models)('$id', (kind) => {
  test.each(range(2, 11))('gives %i class probabilities that sum to 1, for every row', async (classes) => {
    const training = trainingSet(classes, 40);
    const { rows, classes: columns, data } = await (await fit(kind, training)).predictAll();
    expect([rows, columns, data.length]).toEqual([80, classes, 80 * classes]);
    for (let row = 0; row < rows; row++) {
      const shares = data.subarray(row * classes, (row + 1) * classes);
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    }
  });

  test('the same seed gives the same model, another seed may not', async () => {
    const training = trainingSet(3, 40);
    const [first, second, other] = await Promise.all([1, 1, 2].map((seed) => fit(kind, training, seed)));
    expect(await second!.predictAll()).toEqual(await first!.predictAll());
    expect(second!.outOfBagAccuracy).toBe(first!.outOfBagAccuracy);
    expect((await other!.predictAll()).rows).toBe(80);
  });

  test('learns: it knows the rows it was shown better than chance', async () => {
    const training = trainingSet(4, 60);
    const { data } = await (await fit(kind, training)).predictAll();
    const right = training.labels.filter((label, row) => {
      const shares = [...data.subarray(row * 4, row * 4 + 4)];
      return shares.indexOf(Math.max(...shares)) === label;
    });
    expect(right.length).toBeGreaterThan(45);
  });

  test('one class only is certain of it; classes not seen have no share', async () => {
    const training = trainingSet(4, 20);
    const only = await fit(kind, { ...training, labels: new Int32Array(20).fill(2) });
    const { data } = await only.predictAll();
    expect(data.every((share, index) => share === (index % 4 === 2 ? 1 : 0))).toBe(true);
    const two = await fit(kind, { ...training, labels: training.labels.map((label) => (label % 2) + 1) });
    const shares = (await two.predictAll()).data;
    expect(shares.every((share, index) => (index % 4) % 3 !== 0 || share === 0)).toBe(true);
  });

  test('fits a single row', async () => {
    const model = await fit(kind, trainingSet(2, 1));
    expect((await model.predictAll()).rows).toBe(80);
  });

  test('gives the views it names, and no others', async () => {
    const model = await fit(kind, trainingSet(2, 30));
    const views = ['forest', 'network', 'gaussianProcess', 'lastLayer'] as const;
    expect(views.filter((view) => model.view(view) !== undefined)).toEqual(kind.gives);
  });

  test('knows its out-of-bag accuracy if it says so', async () => {
    const model = await fit(kind, trainingSet(2, 30));
    expect(model.outOfBagAccuracy !== null).toBe(kind.outOfBag === true);
  });

  test('stops when cancelled', async () => {
    const source = createCancelSource();
    source.cancel();
    await expect(fit(kind, trainingSet(3, 40), 1, source.signal)).rejects.toThrow(CancelledError);
  });

  test.each(Object.entries(kind.options as ModelKind['options']))(
    'option %s refuses nonsense',
    (name, definition) => {
      const resolve = (value: number | string | boolean) =>
        resolveOptions(kind.options, `model ${kind.id}`, [{ place: 'a test', options: { [name]: value } }]);
      expect(resolve(definition.default)[name]).toBe(definition.default);
      expect(() => resolve('nonsense')).toThrow(UsageError);
      expect(() => resolve(NaN)).toThrow(UsageError);
    },
  );
});

test('the Gaussian process says how many labels are too many, and what to do', async () => {
  const labels = Int32Array.from(range(0, 1001), (row) => row % 2);
  const training = { ...trainingSet(2, 2, 1001), rows: Int32Array.from(labels.keys()), labels };
  await expect(async () => fit(findModel('gaussian-process'), training)).rejects.toThrow(
    /at most 1,000 labels.*there are 1,001: choose forest or logistic/u,
  );
});
