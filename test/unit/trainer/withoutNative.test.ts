import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { RemoteLearner } from '../../../src/host/remoteLearner.ts';
import { install, withoutNativeBuild } from '../damagedInstall.ts';
import { roundOf, writeTable } from './datasets.ts';
import { supervise } from './supervision.ts';

it('tells the person once that networks are slower here, whatever is opened and however often it starts', async () => {
  const told: string[] = [];
  const { trainer, lines, states } = supervise({
    script: join(install(withoutNativeBuild), 'trainer.js'),
    onNotice: (sentence) => void told.push(sentence),
  });
  const manifests = [writeTable(60, 3), writeTable(60, 3)];
  const [one, other] = manifests.map((manifest) => {
    const learner = new RemoteLearner(trainer, { manifest, threads: 1, manyClasses: false });
    onTestFinished(() => learner.dispose());
    return learner;
  });
  await one!.round(roundOf(20, 30), neverCancelled);
  expect(told).toEqual([]);

  const network = roundOf(20, 30, { model: 'mlp', modelOptions: { minimumSteps: 0, epochs: 1 } });
  expect((await one!.round(network, neverCancelled)).rows).toHaveLength(5);
  await other!.round(network, neverCancelled);
  await trainer.restart();
  await one!.round(network, neverCancelled);

  const sentence =
    /^Neural networks run in WebAssembly on this machine, about three times slower.*\. Everything else works as usual\.$/u;
  expect(told).toEqual([expect.stringMatching(sentence)]);
  expect(trainer.notices).toEqual(told);
  expect(lines.filter((line) => sentence.test(line))).toHaveLength(1);
  expect(states.at(-1)).toEqual({ kind: 'idle' });
}, 120_000);
