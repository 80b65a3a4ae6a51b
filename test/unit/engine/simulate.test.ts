import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { HumanError, UsageError } from '../../../src/engine/errors.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { aggregateRepeats } from '../../../src/engine/simulation/aggregate.ts';
import { simulateRepeat } from '../../../src/engine/simulation/repeat.ts';
import { simulate } from '../../../src/engine/simulation/simulate.ts';
import { drawSplit } from '../../../src/engine/simulation/split.ts';
import type {
  RepeatResult,
  SimulationParts,
  SimulationRequest,
} from '../../../src/engine/simulation/types.ts';
import { blobs, plainMachine } from './blobs.ts';

const data = blobs(90, 3, 5);
const parts = (): SimulationParts => ({
  machine: plainMachine(),
  features: () => Promise.resolve(data.features),
});
const request = (over: Partial<SimulationRequest> = {}): SimulationRequest => ({
  oracle: data.labels,
  classes: data.classNames,
  strategies: ['random', 'margin', 'uncertainty'].map((id) => ({ id, options: {} })),
  model: 'forest',
  modelOptions: { trees: 7 },

  metric: 'accuracy',
  positiveClass: 1,
  initial: 2,
  budget: 9,
  batch: 1,
  repeats: 2,
  seed: 4,
  test: 0.5,
  ...over,
});
async function run(asked: SimulationRequest): Promise<readonly RepeatResult[]> {
  const results: RepeatResult[] = [];
  for await (const result of simulate(asked, parts(), neverCancelled)) results.push(result);
  return results;
}
const withoutTimes = (results: readonly RepeatResult[]) =>
  aggregateRepeats(results).map((curve) => ({ ...curve, secondsPerQuery: 0 }));

test('the same request gives the same curves, whatever the order of the repeats', async () => {
  const straight = await run(request());
  const reversed = [
    await simulateRepeat(request(), 1, parts(), neverCancelled),
    await simulateRepeat(request(), 0, parts(), neverCancelled),
  ];
  expect(withoutTimes(reversed)).toEqual(withoutTimes(straight));
});

test('strategies are paired: same start, and the same curve for the same strategy', async () => {
  const asked = request({ strategies: ['margin', 'random', 'margin'].map((id) => ({ id, options: {} })) });
  for (const { runs } of await run(asked)) {
    expect(runs[2]).toEqual({ ...runs[0], seconds: runs[2]!.seconds });
    expect(runs[1]!.values[0]).toBe(runs[0]!.values[0]);
    expect(runs[1]!.values).not.toEqual(runs[0]!.values);
  }
});

test.each([
  [{ initial: 3, budget: 10, batch: 4 }, [3, 7, 10]],
  [{ initial: 2, budget: 500, batch: 20 }, [2, 22, 42, 45]],
  [{ initial: 4, budget: 4 }, [4]],
])('labels for %o', async (over, labels) => {
  const results = await run(request({ ...over, repeats: 1 }));
  for (const curve of aggregateRepeats(results)) {
    expect(curve.labels).toEqual(labels);
    expect(curve.mean).toHaveLength(labels.length);
    expect(curve.stderr.every((error) => error === null)).toBe(true);
    expect(curve.areaStderr).toBeNull();
  }
});

test('rows without a label take no part', async () => {
  const oracle = data.labels.map((label, row) => (row % 3 === 0 ? -1 : label));
  const { test: tested, pool } = drawSplit(oracle, 0.3, 2, createRng(1));
  expect(tested.length).toBe(18);
  expect(pool.length).toBe(42);
  const all = [...tested, ...pool];
  expect(new Set(all).size).toBe(60);
  expect(all.every((row) => oracle[row]! >= 0)).toBe(true);
});

test('a split starts with two classes, even where one is rare', () => {
  const oracle = Int32Array.from({ length: 40 }, (_, row) => (row === 17 ? 1 : 0));
  for (let seed = 0; seed < 20; seed++) {
    const { pool, initial } = drawSplit(oracle, 0.5, 3, createRng(seed));
    expect(pool).toContain(17);
    expect(initial.slice(0, 2)).toContain(17);
    expect(new Set(initial).size).toBe(3);
  }
});

test('features are fitted on the pool of each repeat', async () => {
  const pools: Int32Array[] = [];
  const watched: SimulationParts = {
    machine: plainMachine(),
    features: (pool) => (pools.push(pool), Promise.resolve(data.features)),
  };
  for await (const { features } of simulate(request({ budget: 2 }), watched, neverCancelled)) {
    expect(features).toBe(4);
  }
  expect(pools.map((pool) => pool.length)).toEqual([45, 45]);
  expect(pools[0]).not.toEqual(pools[1]);
});

test('aggregates by hand', () => {
  const results = [
    {
      strategy: 'random',
      values: [
        [0.5, 0.7],
        [0.3, 0.5],
      ],
    },
    {
      strategy: 'margin',
      values: [
        [0.6, 0.8],
        [0.5, 0.9],
      ],
    },
  ];
  const repeats = [0, 1].map((repeat) => ({
    repeat,
    features: 1,
    runs: results.map(({ strategy, values }) => ({
      strategy,
      labels: [2, 3],
      values: values[repeat]!,
      seconds: [repeat + 1],
    })),
  }));
  const margin = aggregateRepeats(repeats)[1]!;
  expect(margin.mean[0]).toBeCloseTo(0.55, 12);
  expect(margin.stderr[0]).toBeCloseTo(0.05, 12);
  expect(margin.area).toBeCloseTo(0.7, 12);
  expect(margin.areaStderr).toBeCloseTo(0, 12);
  expect(margin.secondsPerQuery).toBe(1.5);
  expect(margin.versusRandom!.difference).toBeCloseTo(0.2, 12);
  expect(margin.versusRandom!.stderr).toBeCloseTo(0.1, 12);
});

describe('refuses', () => {
  test.each([
    ['one class', { oracle: new Int32Array(90) }, HumanError, /one class/u],
    ['no labels', { oracle: new Int32Array(90).fill(-1) }, HumanError, /no row has a label/u],
    ['too few rows', { oracle: Int32Array.from([0, 1]) }, HumanError, /too few/u],
    ['initial above budget', { initial: 20 }, UsageError, /--initial 20/u],
    ['initial of one', { initial: 1 }, UsageError, /--initial is 1/u],
    ['a test share of 1', { test: 1 }, UsageError, /--test is 1/u],
    ['an unknown strategy', { strategies: [{ id: 'best', options: {} }] }, UsageError, /"best".*margin/u],
    ['an unknown metric', { metric: 'luck' }, UsageError, /"luck".*accuracy/u],
    ['a metric for two classes', { metric: 'ams' }, UsageError, /ams is for 2 classes/u],
  ] as const)('%s', async (_what, over, kind, sentence) => {
    const running = run(request(over));
    await expect(running).rejects.toThrow(kind);
    await expect(run(request(over))).rejects.toThrow(sentence);
  });

  test('a metric without a value on the test part', async () => {
    const oracle = Int32Array.from({ length: 90 }, (_, row) => (row === 0 ? 1 : 0));
    const rare = request({ oracle, classes: ['a', 'b'], metric: 'auc', budget: 2 });
    await expect(run(rare)).rejects.toThrow(/metric auc has no value/u);
  });
});
