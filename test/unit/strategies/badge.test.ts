import { expect, test } from 'vitest';
import { GradientFactors } from '../../../src/engine/geometry/gradientFactors.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { badge } from '../../../src/engine/strategies/badge.ts';
import type { Model, Probabilities } from '../../../src/engine/types.ts';
import { viewsOf } from '../../../src/engine/views.ts';
import { blobs, range } from '../engine/blobs.ts';
import { roundOver } from './round.ts';

const rows = 40;
const classes = 3;
const columns = 7;

const noise = (count: number, seed: number): Float32Array => {
  const rng = createRng(seed);
  return Float32Array.from({ length: count }, () => rng.uniform() - 0.5);
};
const activations = noise(rows * columns, 1);
const shares: Probabilities = {
  rows,
  classes,
  data: Float32Array.from(
    range(0, rows).flatMap((row) => {
      const raw = range(0, classes).map((label) => Math.exp(3 * Math.sin(row * 2.3 + label * 1.7)));
      const total = raw.reduce((sum, value) => sum + value, 0);
      return raw.map((value) => value / total);
    }),
  ),
};

/** The gradient written out: error ⊗ activation. */
function materialized(row: number): number[] {
  const own = [...shares.data.subarray(row * classes, (row + 1) * classes)];
  const best = own.indexOf(Math.max(...own));
  return own.flatMap((share, label) =>
    [...activations.subarray(row * columns, (row + 1) * columns)].map(
      (activation) => (share - (label === best ? 1 : 0)) * activation,
    ),
  );
}

const squaredGap = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, index) => sum + (value - right[index]!) ** 2, 0);

const model: Model = {
  predictAll: () => shares,
  outOfBagAccuracy: null,
  view: viewsOf({
    lastLayer: {
      embed: (asked) => ({
        columns,
        values: Float32Array.from(
          [...asked].flatMap((row) => [...activations.subarray(row * columns, (row + 1) * columns)]),
        ),
      }),
    },
  }),
};
const { features } = blobs(rows, classes);
const round = roundOver(features, { model, classes });

test('factors give the distances of the gradients written out', () => {
  const errors = noise(rows * classes, 2);
  const factors = new GradientFactors(
    { rows, columns: classes, values: errors },
    { rows, columns, values: activations },
  );
  const gradient = (row: number): number[] =>
    range(0, classes * columns).map(
      (index) =>
        errors[row * classes + Math.floor(index / columns)]! *
        activations[row * columns + (index % columns)]!,
    );
  const nearest = new Float64Array(rows).fill(Infinity);
  for (const [step, center] of [5, 31, 12].entries()) {
    factors.approach(center, nearest);
    const centers = [5, 31, 12].slice(0, step + 1).map(gradient);
    for (let row = 0; row < rows; row++) {
      const least = Math.min(...centers.map((other) => squaredGap(gradient(row), other)));
      expect(nearest[row]).toBeCloseTo(least, 6);
    }
  }
});

test('starts with the longest gradient, and scores by length', async () => {
  const lengths = range(0, rows).map((row) =>
    Math.sqrt(
      squaredGap(
        materialized(row),
        [0, 0, 0].flatMap(() => new Array<number>(columns).fill(0)),
      ),
    ),
  );
  const scores = await badge.start().score(round);
  for (const [row, length] of lengths.entries()) expect(scores[row]).toBeCloseTo(length, 5);
  const { places } = await badge.start().choose!(round, 1);
  expect([...places]).toEqual([lengths.indexOf(Math.max(...lengths))]);
});

/** k-means++ on the gradients written out, with the same draws. */
function spreadWritten(count: number, seed: number): readonly number[] {
  const written = range(0, rows).map(materialized);
  const origin = written[0]!.map(() => 0);
  const lengths = written.map((gradient) => squaredGap(gradient, origin));
  const chosen = [lengths.indexOf(Math.max(...lengths))];
  const draws = createRng(seed).fork('draw');
  while (chosen.length < count) {
    const nearest = written.map((gradient) =>
      Math.min(...chosen.map((row) => squaredGap(gradient, written[row]!))),
    );
    let left = draws.uniform() * nearest.reduce((sum, weight) => sum + weight, 0);
    chosen.push(nearest.findIndex((weight) => (left -= weight) < 0));
  }
  return chosen;
}

test.each(range(0, 20))('picks what k-means++ picks on the gradients written out, seed %i', async (seed) => {
  const { places } = await badge.start().choose!({ ...round, rng: createRng(seed) }, 12);
  expect([...places]).toEqual(spreadWritten(12, seed));
});

test('draws by squared distance: as often as k-means++ on the gradients written out', async () => {
  const first = (await badge.start().choose!(round, 1)).places[0]!;
  const weights = range(0, rows).map((row) => squaredGap(materialized(row), materialized(first)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = new Array<number>(rows).fill(0);
  const draws = 3000;
  for (let seed = 0; seed < draws; seed++) {
    const seeded = { ...round, rng: createRng(seed) };
    counts[(await badge.start().choose!(seeded, 2)).places[1]!]! += 1;
  }
  const surprise = weights.reduce((sum, weight, row) => {
    const expected = (draws * weight) / total;
    return expected < 5 ? sum : sum + (counts[row]! - expected) ** 2 / expected;
  }, 0);
  // The 99.99 % quantile of chi-square with 39 degrees of freedom.
  expect(surprise).toBeLessThan(80);
  expect(counts[first]).toBe(0);
});
