import { expect, test } from 'vitest';
import { gatherTable } from '../../../src/engine/geometry/rowTable.ts';
import { typicalities } from '../../../src/engine/geometry/typicality.ts';
import { median } from '../../../src/engine/math/median.ts';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { typiclust } from '../../../src/engine/strategies/typiclust.ts';
import { plainMachine, range } from '../engine/blobs.ts';
import { roundOver } from './round.ts';

/** Points around two centers, the first with so many rows, the second with a tenth of them. */
function twoClouds(rows: number) {
  const rng = createRng(7);
  const values = Float32Array.from({ length: 2 * (rows + rows / 10) }, (_, place) => {
    const center = place < 2 * rows ? 0 : 50;
    return center + rng.uniform() + rng.uniform() + rng.uniform() - 1.5;
  });
  return fromRowMajor(values, values.length / 2, 2);
}

test('asks the middle of the largest region without labels first', async () => {
  const features = twoClouds(300);
  const first = await typiclust.start().choose!(roundOver(features), 2);
  const [large, small] = first.places;
  expect(large).toBeLessThan(300);
  expect(small).toBeGreaterThanOrEqual(300);
  const round = roundOver(features, { labeled: [large!] });
  const { places } = await typiclust.start().choose!(round, 1);
  expect(round.candidates[places[0]!]).toBeGreaterThanOrEqual(300);
});

test('compares 1,000 members of a region, says nothing of the others, and still asks all when it must', async () => {
  const round = roundOver(twoClouds(1500));
  const scores = await typiclust.start().score(round);
  const least = Math.min(...scores);
  expect(scores.filter((score) => score > least)).toHaveLength(1000);
  const { places } = await typiclust.start().choose!(round, 1650);
  expect(new Set(places).size).toBe(1650);
});

test('the chosen of the compared is nearly as typical as the most typical of all', async () => {
  const features = twoClouds(2000);
  const ofAll = typicalities(gatherTable(features, Int32Array.from(range(0, 2000))));
  const shares: number[] = [];
  for (const seed of range(0, 24)) {
    const { places } = await typiclust.start().choose!(roundOver(features, { seed }), 2);
    const more = ofAll.filter((typicality) => typicality > ofAll[places[0]!]!);
    shares.push(more.length / 2000);
  }
  expect(median(shares)).toBeLessThan(0.03);
  expect(Math.max(...shares)).toBeLessThan(0.15);
});

test('tells once that it compares a part of a large region, and says so of its samples', async () => {
  const said: string[] = [];
  const machine = { ...plainMachine(), say: (sentence: string) => void said.push(sentence) };
  const round = { ...roundOver(twoClouds(1500)), machine };
  const scorer = typiclust.start();
  const { places } = await scorer.choose!(round, 2);
  await scorer.choose!(round, 2);
  expect(said).toEqual([expect.stringMatching(/compares 1,000 samples of a region/u)]);
  expect((await scorer.explain(round, places[0]!)).text).toMatch(
    / 1,500 open samples, of which 1,000 were compared\.$/u,
  );
  expect((await scorer.explain(round, places[1]!)).text).toMatch(/ 150 open samples\.$/u);
});
