import { expect, test } from 'vitest';
import { createCancelSource, neverCancelled } from '../../../../src/engine/cancel.ts';
import { CancelledError, UsageError } from '../../../../src/engine/errors.ts';
import { createLocalLearner } from '../../../../src/engine/learner/localLearner.ts';
import type { RoundRequest } from '../../../../src/engine/learner/types.ts';
import { blobs, plainMachine, range, requestOver } from '../blobs.ts';

const data = blobs(120, 3, 4);
const learner = () => createLocalLearner({ ...data, machine: plainMachine() });
const round = (labeled: readonly number[], over: Partial<RoundRequest> = {}) =>
  learner().round(requestOver(data, labeled, over), neverCancelled);
const known = range(0, 30);
const testRows = Int32Array.from(range(80, 120));
const testLabels = testRows.map((row) => data.labels[row]!);

test('a round is a pure function of its request', async () => {
  const first = await round(known, { testRows, testLabels });
  const second = await round(known, { testRows, testLabels });
  expect({ ...second, seconds: 0 }).toEqual({ ...first, seconds: 0 });
  const shared = learner();
  await shared.round(requestOver(data, range(0, 12)), neverCancelled);
  const third = await shared.round(requestOver(data, known, { testRows, testLabels }), neverCancelled);
  expect({ ...third, seconds: 0 }).toEqual({ ...first, seconds: 0 });
});

test('chooses the best candidates, and says what the model thinks of them', async () => {
  const { rows, scores, predicted, probabilities, reasons, outOfBagAccuracy } = await round(known, {
    count: 5,
  });
  expect(rows).toHaveLength(5);
  expect(known.some((row) => rows.includes(row))).toBe(false);
  expect([...scores]).toEqual([...scores].sort((a, b) => b - a));
  expect(predicted.every((label) => label >= 0 && label < 3)).toBe(true);
  expect(probabilities.every((share) => share >= 1 / 3 - 1e-6 && share <= 1)).toBe(true);
  expect(reasons[0]!.text).toMatch(/wavers between class \d \(0\.\d\d\) and class \d \(0\.\d\d\)\./u);
  expect(outOfBagAccuracy).toBeGreaterThan(0.4);
});

test('measuring does not change the choice', async () => {
  const plain = await round(known);
  const measured = await round(known, { testRows, testLabels });
  expect(measured.rows).toEqual(plain.rows);
  expect(plain.testValue).toBeNull();
  expect(measured.testValue).toBe(measured.testCorrect / 40);
  expect(measured.testValue).toBeGreaterThan(0.5);
});

test('fewer candidates than asked for, or none', async () => {
  expect((await round(known, { count: 500 })).rows).toHaveLength(90);
  expect((await round(known, { candidates: new Int32Array(0) })).rows).toHaveLength(0);
  const measuredOnly = await round(known, { count: 0, testRows, testLabels });
  expect(measuredOnly.rows).toHaveLength(0);
  expect(measuredOnly.testValue).not.toBeNull();
});

test.each([[[]], [[0]]])(
  'before two classes are known (%o) samples are diverse and nothing is predicted',
  async (labeled) => {
    const result = await round(labeled, { count: 6, testRows, testLabels });
    expect(new Set(result.rows).size).toBe(6);
    expect([...result.rows]).not.toEqual(range(labeled.length, labeled.length + 6));
    expect(result.predicted.every((label) => label === -1)).toBe(true);
    expect(result.probabilities.every(Number.isNaN)).toBe(true);
    expect(result.testValue).toBeNull();
    expect(result.outOfBagAccuracy).toBeNull();
    expect(result.reasons.every(({ text }) => /until two classes are known/u.test(text))).toBe(true);
  },
);

test('the stream is numbered by the labels so far', async () => {
  const numbered = (number: number) => round(known, { strategy: 'random', round: number, count: 20 });
  expect((await numbered(30)).rows).not.toEqual((await numbered(31)).rows);
  expect((await numbered(30)).rows).toEqual((await numbered(30)).rows);
});

test('seconds are those of fit, score and choose', async () => {
  let now = 0;
  const plain = plainMachine();
  const machine = { ...plain, now: () => (now += 1) };
  const timed = createLocalLearner({ ...data, machine });
  const request = requestOver(data, known, { testRows, testLabels });
  expect((await timed.round(request, neverCancelled)).seconds).toBe(1);
});

test('a cancelled round is given up', async () => {
  const source = createCancelSource();
  source.cancel();
  await expect(learner().round(requestOver(data, known), source.signal)).rejects.toThrow(CancelledError);
});

test('unknown strategies and models are refused', async () => {
  await expect(round(known, { strategy: 'best' })).rejects.toThrow(UsageError);
  await expect(round(known, { model: 'oracle' })).rejects.toThrow(UsageError);
});
