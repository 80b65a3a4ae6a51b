import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { leafOf } from '../../../src/engine/forest/descent.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { computeCell } from '../../../src/engine/lal/cells.ts';
import { crewOfOne, collectRows } from '../../../src/engine/lal/collect.ts';
import { lalFeatureCount } from '../../../src/engine/lal/features.ts';
import { processSight } from '../../../src/engine/lal/gaussianProcess/sight.ts';
import { processesOn } from '../../../src/engine/lal/gaussianProcess/taskProcesses.ts';
import { drawClouds } from '../../../src/engine/lal/gaussianClouds.ts';
import { createLalScorer } from '../../../src/engine/lal/lalScorer.ts';
import type { LalRows } from '../../../src/engine/lal/monteCarlo.ts';
import type { CollectionPlan } from '../../../src/engine/lal/plan.ts';
import { trainRegressor } from '../../../src/engine/lal/trainRegressor.ts';
import { accuracy } from '../../../src/engine/metrics/accuracy.ts';
import { auc } from '../../../src/engine/metrics/auc.ts';
import { gaussianProcess } from '../../../src/engine/models/gaussianProcess.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { plainMachine, range } from '../engine/blobs.ts';
import { roundOver } from '../strategies/round.ts';

const machine = plainMachine();
const clouds = { points: 60, testRatio: 3, dimensions: 2 };
const task = drawClouds(createRng(4), clouds);
const rows = Int32Array.from([185, 190, 200, 210, 220, 225, 230, 235]);
const labels = rows.map((row) => task.labels[row]!);

const modelOn = async (ofRows: Int32Array) => {
  const training = { features: task.features, rows: ofRows, classCount: 2 };
  return gaussianProcess.fit(
    { ...training, labels: ofRows.map((row) => task.labels[row]!) },
    { rng: createRng(1), signal: neverCancelled, options: {}, machine },
  );
};

describe('a Gaussian process on a task', () => {
  const fitted = processesOn(task, 9, machine, neverCancelled).fit(rows, createRng(1));

  it('is the model of the product: same probabilities, deviations and losses', async () => {
    const model = await modelOn(rows);
    const { data } = await model.predictAll();
    const { variance } = model.view('gaussianProcess')!.latents()[0]!;
    const { mean, deviation } = await (await fitted).spread();
    for (let row = task.testCount; row < task.labels.length; row++) {
      expect(mean[row]).toBeCloseTo(data[2 * row]!, 6);
      expect(deviation[row]).toBeCloseTo(Math.sqrt(variance[row]!), 6);
    }
    const measured = {
      probabilities: { rows: task.testCount, classes: 2, data: data.subarray(0, 2 * task.testCount) },
      labels: task.labels.subarray(0, task.testCount),
      positiveClass: 1,
    };
    expect(await (await fitted).loss('error')).toBeCloseTo(1 - accuracy.value(measured), 12);
    expect(await (await fitted).loss('auc')).toBeCloseTo(1 - auc.value(measured), 12);
  });

  it('tells the kernel and the evidence of each label in its state', async () => {
    const model = await modelOn(rows);
    const [process] = model.view('gaussianProcess')!.fitted;
    expect((await fitted).stateOf(labels, 0.25)).toEqual([
      labels.filter((label) => label === 1).length / 8,
      process!.logEvidence / 8,
      process!.logLengthScale,
      0.25,
      process!.logVariance,
      8,
    ]);
  });
});

const plan: CollectionPlan = {
  mode: 'independent',
  model: 'gaussian-process',
  seed: 3,
  loss: 'error',
  clouds,
  datasets: 6,
  fewestLabels: 2,
  mostLabels: 6,
  candidates: 5,
};

const collect = (over: Partial<CollectionPlan> = {}): Promise<LalRows> => {
  const ofPlan = { ...plan, ...over };
  const parts = { plan: ofPlan, machine, signal: neverCancelled };
  const crew = crewOfOne({ ...parts, drawTask: (rng) => drawClouds(rng, clouds) });
  return collectRows({ ...parts, crew, known: new Map<number, LalRows>(), onRange: () => undefined });
};

describe('collecting rows', () => {
  it('tries candidates with fresh processes: the fall of the error is theirs, without noise', async () => {
    const parts = { plan, drawTask: () => task, regressors: [], machine, signal: neverCancelled };
    const { features, reductions } = await computeCell(parts, 3 * plan.datasets);
    expect(features.filter((_, index) => index % lalFeatureCount === 7)).toEqual(new Float32Array(5).fill(5));
    expect(await computeCell(parts, 3 * plan.datasets)).toEqual({ features, reductions });
    expect(
      reductions.every((value) => Number.isInteger(Math.round(1e9 * value * task.testCount) / 1e9)),
    ).toBe(true);
  });

  it('grows labels by its own regressors in the iterative mode', async () => {
    const iterative = await collect({ mode: 'iterative' });
    const independent = await collect();
    const ofFirst = (found: LalRows) => found.features.subarray(0, 6 * 5 * lalFeatureCount);
    expect(iterative.reductions).toHaveLength(6 * 5 * 5);
    expect(ofFirst(iterative)).not.toEqual(ofFirst(independent));
    expect([...iterative.features].every(Number.isFinite)).toBe(true);
  });
});

const predict = (regressor: Forest, values: readonly number[]): number => {
  let sum = 0;
  for (const root of regressor.roots.subarray(0, regressor.trees))
    sum += regressor.value[leafOf(regressor, root, Float32Array.from(values), 0, 1)]!;
  return sum / regressor.trees;
};

describe('asking', () => {
  it('scores by what the regressor says of the features it names', async () => {
    const options = { trees: 20, maxDepth: 20, maxFeatures: 6, rowShare: 1, seed: 1, outOfBag: false };
    const regressor = await trainRegressor(await collect(), options, machine, neverCancelled);
    const round = {
      ...roundOver(task.features, { labeled: [...rows], model: await modelOn(rows), options: {} }),
      candidates: Int32Array.from(range(task.testCount, 184)),
    };
    const scorer = createLalScorer(() => regressor, processSight);
    const scores = await scorer.score({ ...round, training: { ...round.training, labels } });
    const reason = await scorer.explain({ ...round, training: { ...round.training, labels } }, 2);
    expect(reason.features).toMatchObject({ labeledCount: 8 });
    expect(predict(regressor, Object.values(reason.features!))).toBeCloseTo(scores[2]!, 7);
    expect(reason.text).toMatch(/the first class has a probability of \d+ %\.$/u);
  });
});
