import { expect, test } from 'vitest';
import { coreset } from '../../../src/engine/strategies/coreset.ts';
import { blobs, range } from '../engine/blobs.ts';
import { roundOver } from './round.ts';

const { features } = blobs(300, 3, 9);

/** Scores of a round on this matrix object: strategies may remember what they found of it. */
const scoresOn = (own: typeof features, labeled: readonly number[]) =>
  coreset.start().score(roundOver(own, { labeled }));

test('what it remembers of a matrix never shows: labels may come, go, and come in another order', async () => {
  const shared = { ...features };
  const steps = [
    range(0, 3),
    range(0, 8),
    [...range(3, 8), ...range(0, 5)],
    range(20, 22),
    [],
    [7],
    [299, 7],
  ];
  for (const labeled of steps) {
    expect(await scoresOn(shared, labeled)).toEqual(await scoresOn({ ...features }, labeled));
    await coreset.start().choose!(roundOver(shared, { labeled }), 5);
    expect(await scoresOn(shared, labeled)).toEqual(await scoresOn({ ...features }, labeled));
  }
});

test('each sample of a batch is the farthest from the labeled ones and those before it', async () => {
  const round = roundOver({ ...features }, { labeled: range(0, 4) });
  const { places, scores } = await coreset.start().choose!(round, 6);
  const chosen = [...places].map((place) => round.candidates[place]!);
  for (const [index, row] of chosen.entries()) {
    const before = [...range(0, 4), ...chosen.slice(0, index)];
    const alone = roundOver({ ...features }, { labeled: before });
    const distances = await coreset.start().score(alone);
    expect(distances[alone.candidates.indexOf(row)]).toBe(Math.max(...distances));
    expect(scores[index]).toBe(Math.max(...distances));
  }
});
