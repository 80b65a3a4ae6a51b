import { expect, test } from 'vitest';
import {
  curveCounts,
  holds,
  pointOf,
  type CurvePoint,
  type WantedPoint,
} from '../../../../src/engine/curve.ts';
import type { RoundResult } from '../../../../src/engine/learner/types.ts';
import { labelTruly, openBench, type Bench } from './helpers.ts';

test.each([
  [9, []],
  [10, [10]],
  [57, [10, 20, 30, 40, 50]],
  [405, Array.from({ length: 20 }, (_, index) => (index + 1) * 20)],
])('counts for %i labels', (labels, counts) => {
  expect(curveCounts(labels)).toEqual(counts);
});

test.each([399, 400, 401, 5000, 123_456])('at most 40 points for %i labels', (labels) => {
  const counts = curveCounts(labels);
  expect(counts.length).toBeLessThanOrEqual(40);
  expect(counts.length).toBeGreaterThan(19);
});

const wanted = (over: Partial<WantedPoint> = {}): WantedPoint => ({
  labels: 20,
  key: 'k',
  tests: 30,
  newest: false,
  ...over,
});
const result = (over: Partial<RoundResult>): RoundResult => ({
  rows: new Int32Array(0),
  scores: new Float64Array(0),
  predicted: new Int32Array(0),
  probabilities: new Float32Array(0),
  reasons: [],
  seconds: 0,
  outOfBagAccuracy: 0.7,
  testValue: 0.8,
  testCorrect: 24,
  ...over,
});

test('held-out accuracy comes with its Wilson interval from 20 tests on', () => {
  const point = pointOf(wanted(), 'accuracy', result({}))!;
  expect(point).toMatchObject({ value: 0.8, estimate: 'held-out', metric: 'accuracy', tested: 30 });
  expect(point.low).toBeCloseTo(0.6269, 4);
  expect(point.high).toBeCloseTo(0.9049, 4);
  expect(pointOf(wanted(), 'auc', result({}))).toMatchObject({ metric: 'auc', low: null, high: null });
  expect(pointOf(wanted(), 'accuracy', result({ testValue: null }))).toBeNull();
});

test('with fewer tests the point is rough, and before two classes there is none', () => {
  expect(pointOf(wanted({ tests: 19 }), 'auc', result({}))).toMatchObject({
    value: 0.7,
    metric: 'accuracy',
    estimate: 'out-of-bag',
    low: null,
    high: null,
    tested: 0,
  });
  expect(pointOf(wanted({ tests: 19 }), 'accuracy', result({ outOfBagAccuracy: null }))).toBeNull();
});

test('points hold until their labels change or there are clearly more tests', () => {
  const point: CurvePoint = {
    labels: 20,
    metric: 'accuracy',
    value: 1,
    low: 1,
    high: 1,
    estimate: 'held-out',
    tested: 24,
    key: 'k',
  };
  expect(holds(point, wanted({ tests: 30 }))).toBe(true);
  expect(holds(point, wanted({ tests: 31 }))).toBe(false);
  expect(holds(point, wanted({ tests: 25, newest: true }))).toBe(false);
  expect(holds(point, wanted({ key: 'other' }))).toBe(false);
  expect(holds(point, wanted({ tests: 12 }))).toBe(false);
  expect(holds(undefined, wanted())).toBe(false);
});

test('the live curve: rough at first, held out later, the same when replayed', async () => {
  const half = { rows: 64, settings: { testShare: 0.5 } };
  const bench = await openBench(half);
  await labelTruly(bench, 22);
  expect(bench.session.snapshot.curve).toEqual([
    expect.objectContaining({ labels: 10, estimate: 'out-of-bag', tested: 0 }),
  ]);
  await labelTruly(bench, 22);
  const { curve } = bench.session.snapshot;
  expect(curve.map(({ labels }) => labels)).toEqual([10, 20]);
  expect(curve.every(({ estimate, tested }) => estimate === 'held-out' && tested >= 20)).toBe(true);
  const replayed = await openBench({ ...half, files: bench.files });
  expect(replayed.session.snapshot.curve.at(-1)).toEqual(curve.at(-1));
  expect(replayed.session.snapshot.curve.map(({ labels }) => labels)).toEqual([10, 20]);
});

test('kept points are not measured again, and go when their labels go', async () => {
  const bench = await openBench({ rows: 60, settings: { testShare: 0 } });
  await labelTruly(bench, 20);
  const { curve } = bench.session.snapshot;
  expect(curve).toHaveLength(2);
  const kept = await openBench({ rows: 60, settings: { testShare: 0 }, files: bench.files, curve });
  expect(kept.session.snapshot.curve).toBe(curve);
  expect(kept.learner.requests.every(({ count }) => count > 0)).toBe(true);
  await kept.session.undo();
  expect(kept.session.snapshot.curve).toEqual(curve.slice(0, 1));
});

const measured = ({ learner }: Bench): number => learner.requests.filter(({ count }) => count === 0).length;

/** Gives the sample on screen a class that the model does not expect, so that nobody has ranked what follows. */
async function surprise({ session }: Bench): Promise<void> {
  const { id, suggestion } = session.snapshot.question!;
  await session.label(id, suggestion?.label === 'class 0' ? 'class 1' : 'class 0');
}

test('a point of the curve makes way for a ranking twice, then it is let finish', async () => {
  const bench = await openBench({ rows: 90, settings: { testShare: 0 } });
  const { learner, session } = bench;
  // With a slow model only the likeliest answer is ranked ahead.
  learner.seconds = 5;
  await labelTruly(bench, 9);
  let release = (): void => undefined;
  learner.gate = new Promise((resolve) => (release = resolve));
  learner.holds = ({ count }) => count === 0;
  await surprise(bench);
  for (const times of [1, 2]) {
    await expect.poll(() => measured(bench)).toBe(times);
    expect(learner.cancelled).toBe(times - 1);
    await surprise(bench);
    expect(learner.cancelled).toBe(times);
    expect(session.snapshot.training.running).toBe(true);
    await expect.poll(() => session.snapshot.training.round).toBe(10 + times);
  }
  await expect.poll(() => measured(bench)).toBe(3);
  await surprise(bench);
  expect(learner.cancelled).toBe(2);
  expect(session.snapshot.curve).toEqual([]);
  release();
  await session.idle();
  expect(session.snapshot.training.round).toBe(13);
  expect(session.snapshot.curve).toEqual([expect.objectContaining({ labels: 10 })]);
});

test('without an out-of-bag accuracy no model is trained for a point that could have no value', async () => {
  const logistic = { model: 'logistic', modelOptions: {} };
  const few = await openBench({ rows: 60, settings: { ...logistic, testShare: 0 } });
  await labelTruly(few, 12);
  expect(measured(few)).toBe(0);
  const enough = await openBench({ rows: 64, settings: { ...logistic, testShare: 0.5 } });
  await labelTruly(enough, 44);
  expect(measured(enough)).toBeGreaterThan(0);
  expect(enough.session.snapshot.curve.map(({ labels }) => labels)).toEqual([10, 20]);
});
