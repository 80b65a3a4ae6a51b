import { expect, test } from 'vitest';
import { chooseSamples } from '../../../src/engine/choose.ts';
import { hybrid } from '../../../src/engine/strategies/hybrid.ts';
import { margin } from '../../../src/engine/strategies/margin.ts';
import { typiclust } from '../../../src/engine/strategies/typiclust.ts';
import type { Options, Strategy } from '../../../src/engine/types.ts';
import { blobs, range } from '../engine/blobs.ts';
import { roundOver } from './round.ts';

const { features } = blobs(300, 2, 5);
const data = Float32Array.from(range(0, 300).flatMap((row) => [(row % 97) / 97, 1 - (row % 97) / 97]));
const probabilities = { rows: 300, classes: 2, data };

function chosenBy(strategy: Strategy, labels: number, options: Options, count = 40) {
  const round = roundOver(features, { labeled: range(0, labels), probabilities, options });
  return chooseSamples(strategy.start(), round, count, round.rng.fork('choose'));
}

test('is TypiClust up to so many labels per class, and margin from then on', async () => {
  const options = { typicalPerClass: 4, randomShare: 0 };
  expect(await chosenBy(hybrid, 7, options)).toEqual(await chosenBy(typiclust, 7, options));
  expect(await chosenBy(hybrid, 8, options)).toEqual(await chosenBy(margin, 8, options));
});

test('draws its share at random, and keeps the others in order', async () => {
  const sure = await chosenBy(hybrid, 50, { typicalPerClass: 0, randomShare: 0 }, 200);
  const mixed = await chosenBy(hybrid, 50, { typicalPerClass: 0, randomShare: 0.25 }, 200);
  const round = roundOver(features, {
    labeled: range(0, 50),
    probabilities,
    options: { typicalPerClass: 0, randomShare: 0.25 },
  });
  const scorer = hybrid.start();
  const { places } = await scorer.choose!(round, 200);
  const drawn = new Set<number>();
  for (const place of places) {
    const { text } = await scorer.explain(round, place);
    if (text.startsWith('Drawn at random')) drawn.add(place);
  }
  expect(places).toEqual(mixed.places);
  expect(drawn.size).toBeGreaterThan(30);
  expect(drawn.size).toBeLessThan(70);
  const kept = [...places].filter((place) => !drawn.has(place));
  expect(kept).toEqual([...sure.places].filter((place) => kept.includes(place)));
});

test('a share of one is random choice', async () => {
  const { places } = await chosenBy(hybrid, 50, { randomShare: 1 }, 250);
  expect(new Set(places).size).toBe(250);
  expect([...places]).not.toEqual([...places].sort((a, b) => a - b));
});
