import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createCancelSource, neverCancelled } from '../../../src/engine/cancel.ts';
import { CancelledError } from '../../../src/engine/errors.ts';
import { RemoteLearner } from '../../../src/host/remoteLearner.ts';
import type { TrainerProcess } from '../../../src/host/trainerProcess.ts';
import { roundOf, writePictures, writeTable } from './datasets.ts';
import { supervise, temporaryFolder, until, type Supervised } from './supervision.ts';

function learn(trainer: TrainerProcess, manifest: string): RemoteLearner {
  const learner = new RemoteLearner(trainer, { manifest, threads: 1, manyClasses: false });
  onTestFinished(() => learner.dispose());
  return learner;
}

const mlp = {
  model: 'mlp',
  strategy: 'igradv-ds',
  queried: Int32Array.from({ length: 20 }, (_, row) => row),
};
/** More work than any machine does before a test times out. */
const longRound = roundOf(1_000, 100, { ...mlp, modelOptions: { epochs: 10_000 } });

/** Epochs the trainer has told of. */
const epochsOf = ({ states }: Supervised): readonly number[] =>
  states.flatMap((state) => (state.kind === 'busy' ? (state.activity.epoch?.epoch ?? []) : []));

it('trains a network, tells its epochs, and gives the thread back when cancelled', async () => {
  const supervised = supervise();
  const learner = learn(supervised.trainer, writeTable(2_000, 10));
  await learner.open();
  const cancel = createCancelSource();
  const round = learner.round(longRound, cancel.signal);
  round.catch(() => undefined);
  await until(() => epochsOf(supervised).length > 1);
  expect(epochsOf(supervised)).toEqual(epochsOf(supervised).toSorted((a, b) => a - b));
  cancel.cancel();
  await expect(round).rejects.toThrow(CancelledError);
  const result = await learner.round(roundOf(30, 270, mlp), neverCancelled);
  expect(result.rows).toHaveLength(5);
  expect(result.reasons[0]!.text).toMatch(/20 labels measured/u);
});

it('writes the model of a round to a file', async () => {
  const learner = learn(supervise().trainer, writeTable(300, 4));
  const path = join(temporaryFolder(), 'model.onnx');
  const bytes = await learner.exportModel(roundOf(30, 0, mlp), path, neverCancelled);
  const file = readFileSync(path);
  expect(file).toHaveLength(bytes);
  expect(file.includes('Label Scout')).toBe(true);
  // Which numbers made the columns of the table comparable.
  expect(file.includes('"kind":"numeric","column":"x3"')).toBe(true);
});

it('survives the closing of a dataset whose network is being trained', async () => {
  const supervised = supervise();
  const learner = learn(supervised.trainer, writeTable(2_000, 10));
  await learner.open();
  const round = learner.round(longRound, neverCancelled);
  round.catch(() => undefined);
  await until(() => epochsOf(supervised).length > 0);
  await learner.dispose();
  await expect(round).rejects.toThrow(CancelledError);
  const other = learn(supervised.trainer, writeTable(300, 4));
  expect((await other.round(roundOf(30, 270, mlp), neverCancelled)).rows).toHaveLength(5);
  expect(supervised.pids()).toHaveLength(1);
});

it('gives a network of pictures the pixels and other models the features of one open dataset', async () => {
  const manifest = await writePictures(60);
  const learner = learn(supervise().trainer, manifest);
  const path = join(temporaryFolder(), 'model.onnx');
  const short = { model: 'cnn', modelOptions: { epochs: 1, minimumSteps: 0 } };
  const forest = await learner.round(roundOf(30, 30), neverCancelled);
  const network = await learner.round(roundOf(30, 30, short), neverCancelled);
  expect([forest.rows.length, network.rows.length]).toEqual([5, 5]);
  await learner.exportModel(roundOf(30, 0, short), path, neverCancelled);
  expect(readFileSync(path).includes('"kind":"image"')).toBe(true);
  await learner.exportModel(roundOf(30, 0), path, neverCancelled);
  expect(readFileSync(path).includes('"kind":"gradients"')).toBe(true);
});
