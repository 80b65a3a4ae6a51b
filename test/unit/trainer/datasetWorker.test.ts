import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../../src/protocol/channel.ts';
import { openMatrix } from '../../../src/runtime/sharedMatrix.ts';
import { datasetContract } from '../../../src/trainer/threadContracts.ts';
import { writeTexts } from './datasets.ts';
import { trainerScript } from './supervision.ts';

it('tells how much is read, and shares the features instead of copying them', async () => {
  const worker = new Worker(join(dirname(trainerScript), 'datasetWorker.js'));
  onTestFinished(async () => void (await worker.terminate()));
  const fractions: number[] = [];
  const { call } = connect(
    datasetContract,
    {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => void worker.on('message', listener),
      onClose: (listener) => void worker.once('exit', () => listener('It has ended.')),
    },
    { progress: ({ fraction }) => fractions.push(fraction) },
  );
  const params = { manifest: writeTexts(300), threads: 1, manyClasses: false };
  const { opened, encoded } = await call('open', params);
  expect(opened).toMatchObject({ kind: 'text', classes: ['short', 'long'] });
  expect(fractions.at(-1)).toBe(1);
  expect(fractions).toEqual(fractions.toSorted((one, other) => one - other));
  expect(new Set(fractions).size).toBe(fractions.length);
  const { rows, data } = openMatrix(encoded.features);
  expect(rows).toBe(300);
  expect(data.buffer).toBeInstanceOf(SharedArrayBuffer);
});
