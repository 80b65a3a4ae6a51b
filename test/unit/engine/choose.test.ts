import { describe, expect, test } from 'vitest';
import { chooseBest } from '../../../src/engine/choose.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { range } from './blobs.ts';

const rows = Int32Array.from(range(100, 140));
const pick = (scores: Float64Array, count: number, seed = 1, among = rows): number[] =>
  Array.from(chooseBest(scores, among, count, createRng(seed)), (index) => among[index]!);
const random = (seed: number, levels: number): Float64Array => {
  const rng = createRng(seed).fork('scores');
  return Float64Array.from(rows, () => rng.below(levels));
};

describe.each([1, 2, 3, 4, 5])('seed %i', (seed) => {
  test('chooses what sorting would choose', () => {
    const scores = random(seed, 1000);
    const best = [...rows].sort((a, b) => scores[b - 100]! - scores[a - 100]!);
    expect(pick(scores, 7).map((row) => scores[row - 100])).toEqual(
      best.slice(0, 7).map((row) => scores[row - 100]),
    );
  });

  test('a longer choice begins with the shorter one, ties and all', () => {
    const scores = random(seed, 3);
    const all = pick(scores, 99);
    expect([...all].sort()).toEqual([...rows]);
    for (const count of range(0, 41)) expect(pick(scores, count)).toEqual(all.slice(0, count));
  });

  test('the order of the candidates does not matter', () => {
    const scores = random(seed, 3);
    expect(pick(scores.toReversed(), 12, 1, rows.toReversed())).toEqual(pick(scores, 12));
  });
});

test('ties come in an order of the seed, every row about as often', () => {
  const even = new Float64Array(40);
  expect(pick(even, 5, 1)).toEqual(pick(even, 5, 1));
  const first = new Map<number, number>();
  for (const seed of range(0, 2000)) {
    const [row] = pick(even, 1, seed);
    first.set(row!, (first.get(row!) ?? 0) + 1);
  }
  expect(first.size).toBe(40);
  // 50 expected; five standard deviations are 35.
  expect(Math.max(...first.values())).toBeLessThan(85);
  expect(Math.min(...first.values())).toBeGreaterThan(15);
});

test('nothing to choose from', () => {
  expect(pick(new Float64Array(0), 3, 1, new Int32Array(0))).toEqual([]);
});
