import { expect, test } from 'vitest';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import { fromRowMajor, offsetOf } from '../../../src/engine/matrix.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { typiclust } from '../../../src/engine/strategies/typiclust.ts';
import { range } from '../engine/blobs.ts';
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
  const { places } = await typiclust.start().choose!(roundOver(features), 2);
  const chosen = places[0]!;
  const valueOf = (row: number, column: number): number => features.data[offsetOf(features, row, column)]!;
  const cloud = range(0, 2000);
  const middle = [0, 1].map((column) => meanAndError(cloud.map((row) => valueOf(row, column))).mean);
  const distanceOf = (row: number): number =>
    Math.hypot(...middle.map((center, column) => valueOf(row, column) - center));
  const nearer = cloud.filter((row) => distanceOf(row) < distanceOf(chosen));
  expect(nearer.length).toBeLessThan(400);
});
