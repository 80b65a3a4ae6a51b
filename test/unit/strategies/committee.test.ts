import { expect, test } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { leafOf } from '../../../src/engine/forest/descent.ts';
import { blockRows, offsetOf } from '../../../src/engine/matrix.ts';
import { forest } from '../../../src/engine/models/forest.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { committee } from '../../../src/engine/strategies/committee.ts';
import { uncertainty } from '../../../src/engine/strategies/uncertainty.ts';
import { blobs, plainMachine, range } from '../engine/blobs.ts';
import { roundOver } from './round.ts';

const { features, labels } = blobs(120, 4, 3);
const labeled = range(0, 50);

async function roundWith(options: Readonly<Record<string, number>>) {
  const known = labels.slice(0, 50);
  const training = { features, rows: Int32Array.from(labeled), labels: known, classCount: 4 };
  const context = { rng: createRng(3), signal: neverCancelled, options, machine: plainMachine() };
  const model = await forest.fit(training, context);
  return roundOver(features, { labeled, labels: [...known], classes: 4, model });
}

test('is the entropy of the votes, counted tree by tree', async () => {
  const round = await roundWith({ trees: 12, minLeaf: 6 });
  const grown = round.model.view('forest')!.forest;
  expect(grown.pureLeaves).toBe(false);
  const scores = await committee.start().score(round);
  for (const [place, row] of round.candidates.entries()) {
    const votes = new Array<number>(grown.outputs).fill(0);
    for (let tree = 0; tree < grown.trees; tree++) {
      const leaf = leafOf(grown, grown.roots[tree]!, features.data, offsetOf(features, row, 0), blockRows);
      const shares = [...grown.value.subarray(leaf * grown.outputs, (leaf + 1) * grown.outputs)];
      votes[shares.indexOf(Math.max(...shares))]! += 1;
    }
    const entropy = votes.reduce(
      (sum, count) => (count === 0 ? sum : sum - (count / 12) * Math.log(count / 12)),
      0,
    );
    expect(scores[place]).toBeCloseTo(entropy, 5);
  }
});

test('with trees of full depth it ranks as entropy does', async () => {
  const round = await roundWith({ trees: 20 });
  expect(await committee.start().score(round)).toEqual(await uncertainty.start().score(round));
});
