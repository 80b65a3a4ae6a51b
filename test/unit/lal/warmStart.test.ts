import { afterAll, describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { collectRows, crewOfOne } from '../../../src/engine/lal/collect.ts';
import { cellCount } from '../../../src/engine/lal/plan.ts';
import { drawTaskFrom } from '../../../src/engine/lal/taskSource.ts';
import { sampleForWarmStart, trainOwn, warmStartPlan } from '../../../src/engine/lal/warmStart.ts';
import { createLocalLearner } from '../../../src/engine/learner/localLearner.ts';
import { offsetOf } from '../../../src/engine/matrix.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { blobs, plainMachine, range, requestOver } from '../engine/blobs.ts';

const machine = createMachine({ threads: 1 });
afterAll(() => machine.close());

const sampleOf = (count: number, classes: number) => {
  const data = blobs(500, classes, 3);
  const rows = Int32Array.from({ length: count }, (_, index) => 2 * index);
  const labels = rows.map((row) => data.labels[row]!);
  return { data, sample: sampleForWarmStart(data.features, rows, labels, classes, 1) };
};

describe('the labels to learn from', () => {
  it('are rows of the dataset with their classes', () => {
    const { data, sample } = sampleOf(60, 3);
    expect([sample.columns, sample.labels.length]).toEqual([4, 60]);
    for (let index = 0; index < 60; index++) {
      const row = range(0, 4).map((column) => data.features.data[offsetOf(data.features, 2 * index, column)]);
      expect([...sample.features.subarray(4 * index, 4 * index + 4)]).toEqual(row);
      expect(sample.labels[index]).toBe(data.labels[2 * index]);
    }
  });

  it('are a random choice of more than 400', () => {
    const { features, labels } = blobs(900, 2, 3);
    const rows = Int32Array.from(labels.keys());
    const sample = sampleForWarmStart(features, rows, labels, 2, 1);
    expect(sample.labels).toHaveLength(400);
    expect(sample.features).not.toEqual(sampleForWarmStart(features, rows, labels, 2, 2).features);
  });

  it.each([
    [49, 2, /^Learning a strategy takes at least 50 labels \(so far: 49\)/u],
    [60, 1, /nearly all of one class.*label samples of another class/u],
  ])('are refused: %i labels of %i classes', (count, classes, sentence) => {
    const { features, labels } = blobs(100, classes, 3);
    const rows = Int32Array.from(range(0, count));
    expect(() => sampleForWarmStart(features, rows, labels.slice(0, count), 2, 1)).toThrow(sentence);
  });
});

describe('the tasks', () => {
  it.each([2, 4])(
    'are halves of the labels, of two classes each, told apart from the rest: %i',
    (classes) => {
      const { sample } = sampleOf(80, classes);
      const plan = warmStartPlan(sample, 1);
      const draw = drawTaskFrom(plan, sample);
      const positives = new Set<number>();
      for (let trial = 0; trial < 30; trial++) {
        const task = draw(createRng(trial));
        expect([task.testCount, task.labels.length]).toEqual([40, 80]);
        for (const part of [task.labels.subarray(0, 40), task.labels.subarray(40)])
          expect([...new Set(part)].sort()).toEqual([0, 1]);
        positives.add(task.labels.filter((label) => label === 1).length);
      }
      // Of two classes the second is always the positive one; of more, one at random.
      expect(positives.size).toBe(classes === 2 ? 1 : positives.size);
      if (classes > 2) expect(positives.size).toBeGreaterThan(1);
    },
  );

  it('come to some 24,000 rows, with labels as far as they go', () => {
    for (const count of [50, 100, 200]) {
      const plan = warmStartPlan(sampleOf(count, 2).sample, 1);
      expect(plan).toMatchObject({ fewestLabels: 2, mostLabels: count / 2 - 10, candidates: 10 });
      expect(cellCount(plan) * plan.candidates).toBeGreaterThanOrEqual(24_000);
      expect(cellCount(plan) * plan.candidates).toBeLessThan(25_000);
    }
  });

  it('give rows that depend on the seed alone', async () => {
    const { sample } = sampleOf(60, 3);
    const plan = { ...warmStartPlan(sample, 1), datasets: 2, mostLabels: 5 };
    const crew = () =>
      crewOfOne({ plan, drawTask: drawTaskFrom(plan, sample), machine, signal: neverCancelled });
    const base = { plan, machine, signal: neverCancelled, known: new Map(), onRange: () => undefined };
    const rows = await collectRows({ ...base, crew: crew() });
    expect(await collectRows({ ...base, crew: crew() })).toEqual(rows);
    expect(rows.reductions).toHaveLength(2 * 4 * 10);
  });
});

describe('lal-warm-start', () => {
  const strategy = 'lal-warm-start';
  const data = blobs(200, 2, 5);
  const request = requestOver(data, range(0, 60), { strategy, count: 140 });

  it('ranks by the regressor that was learned from the labels', async () => {
    const labels = data.labels.slice(0, 60);
    const sample = sampleForWarmStart(data.features, Int32Array.from(range(0, 60)), labels, 2, 1);
    const plan = { ...warmStartPlan(sample, 1), datasets: 5 };
    const crew = crewOfOne({ plan, drawTask: drawTaskFrom(plan, sample), machine, signal: neverCancelled });
    const collection = { plan, crew, machine, signal: neverCancelled, known: new Map() };
    const own = await trainOwn({ ...collection, onRange: () => undefined });
    expect(own.judgment.cells).toBe(19);
    const learner = createLocalLearner({ ...data, machine, ownRegressor: () => own.regressor });
    const { reasons } = await learner.round(request, neverCancelled);
    const reductions = reasons.map(({ predictedErrorReduction }) => predictedErrorReduction!);
    expect(reductions).toEqual(reductions.toSorted((a, b) => b - a));
  });

  it('says what to do where nothing was learned yet', async () => {
    for (const ownRegressor of [undefined, () => undefined]) {
      const learner = createLocalLearner({
        ...data,
        machine: plainMachine(),
        ...(ownRegressor && { ownRegressor }),
      });
      await expect(learner.round(request, neverCancelled)).rejects.toThrow(
        /^lal-warm-start has not been trained on this dataset: choose Train My Own LAL Strategy…/u,
      );
    }
  });
});
