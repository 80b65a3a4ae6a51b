import { expect, it } from 'vitest';
import { neverCancelled } from '../../../../src/engine/cancel.ts';
import { predictedSamples } from '../../../../src/engine/exchange/predictions.ts';
import { fitModel } from '../../../../src/engine/learner/fitModel.ts';
import { predictRows } from '../../../../src/engine/learner/predictRows.ts';
import { blobs, plainMachine, range, requestOver } from '../blobs.ts';
import { openBench } from '../session/helpers.ts';

const data = blobs(90, 3, 2);
const parts = { ...data, machine: plainMachine() };
const watch = { signal: neverCancelled, report: undefined };

it('gives the likeliest class of every row, and its probability', async () => {
  const request = requestOver(data, range(0, 30));
  const { predicted, probability } = await predictRows(parts, request, watch);
  const { data: shares } = await (await fitModel(parts, request, {}, watch)).predictAll();
  expect(predicted).toHaveLength(90);
  for (const row of range(0, 90)) {
    const own = [...shares.subarray(3 * row, 3 * row + 3)];
    expect(probability[row]).toBe(Math.max(...own));
    expect(predicted[row]).toBe(own.indexOf(Math.max(...own)));
  }
  expect(predicted.filter((label, row) => label === data.labels[row]).length).toBeGreaterThan(60);
});

it('is refused before two classes are labeled', async () => {
  const one = { ...requestOver(data, range(0, 5)), labels: new Int32Array(5) };
  await expect(predictRows(parts, one, watch)).rejects.toThrow(/nothing to predict from yet/u);
});

it('names classes as they are called by now, and puts the labels beside', async () => {
  const { journal, session, data: rows } = await openBench();
  const { id } = session.snapshot.question!;
  await session.label(id, 'class 0');
  await journal.append({ op: 'rename-class', from: 'class 0', to: 'zero' });
  const ids = range(0, rows.features.rows).map((row) => `row ${row}`);
  const facts = {
    ids,
    classes: ['class 0', 'class 1', 'class 2'],
    existingLabels: new Int32Array(ids.length).fill(-1),
  };
  const predicted = Int32Array.from(ids, (_, row) => row % 2);
  const probability = Float32Array.from(ids, () => 0.123456);
  const samples = predictedSamples(facts, journal.state, { predicted, probability });
  expect(samples[0]).toMatchObject({ id: 'row 0', predicted: 'zero', probability: 0.1235 });
  expect(samples[1]!.predicted).toBe('class 1');
  expect(samples.filter(({ label }) => label !== undefined)).toMatchObject([{ id, label: 'zero' }]);
});
