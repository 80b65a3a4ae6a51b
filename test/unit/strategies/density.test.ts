import { expect, test } from 'vitest';
import { offsetOf } from '../../../src/engine/matrix.ts';
import { density } from '../../../src/engine/strategies/density.ts';
import { blobs, range } from '../engine/blobs.ts';
import { roundOver } from './round.ts';

const rows = 30;
const { features } = blobs(rows, 2, 5);
const probabilities = {
  rows,
  classes: 2,
  data: Float32Array.from(range(0, rows).flatMap((row) => [(row + 1) / 32, 1 - (row + 1) / 32])),
};
const labeled = [3, 8, 21];

const vectorOf = (row: number): number[] =>
  range(0, features.columns).map((column) => features.data[offsetOf(features, row, column)]!);

const product = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, index) => sum + value * right[index]!, 0);

/** (1 + cosine) / 2. */
function likeness(row: number, other: number): number {
  const [left, right] = [vectorOf(row), vectorOf(other)];
  return (1 + product(left, right) / Math.sqrt(product(left, left) * product(right, right))) / 2;
}

test.each([0, 1, 2.5])(
  'is entropy times the mean likeness to every open sample, to the power of %d',
  async (weight) => {
    const round = roundOver(features, { labeled, probabilities, options: { weight } });
    const scores = await density.start().score(round);
    for (const [place, row] of round.candidates.entries()) {
      const likenesses = [...round.candidates].map((other) => likeness(row, other));
      const mean = likenesses.reduce((sum, value) => sum + value, 0) / likenesses.length;
      const share = (row + 1) / 32;
      const entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
      expect(scores[place]).toBeCloseTo(entropy * mean ** weight, 6);
    }
  },
);
