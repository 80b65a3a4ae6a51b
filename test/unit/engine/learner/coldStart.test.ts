import { describe, expect, test } from 'vitest';
import { chooseDiverse } from '../../../../src/engine/learner/coldStart.ts';
import { fromRowMajor } from '../../../../src/engine/matrix.ts';
import { createRng } from '../../../../src/engine/rng.ts';
import { range } from '../blobs.ts';

/** Five far clusters on a line, in order of their rows: the first rows are all of the first. */
const clusters = 5;
const perCluster = 300;
const clusterOf = (row: number): number => Math.floor(row / perCluster);
const line = fromRowMajor(
  Float32Array.from({ length: 2 * clusters * perCluster }, (_, index) =>
    index % 2 === 0 ? clusterOf(index / 2) * 100 : (index * 7919) % 10,
  ),
  clusters * perCluster,
  2,
);
const all = Int32Array.from(range(0, line.rows));
const none = new Int32Array(0);

describe.each([1, 2, 3, 4])('seed %i', (seed) => {
  const choose = (count: number, candidates = all, labeled = none) =>
    chooseDiverse(line, candidates, labeled, count, createRng(seed));

  test('spreads over the data', () => {
    const { rows } = choose(clusters);
    expect(new Set(Array.from(rows, clusterOf)).size).toBe(clusters);
  });

  test('keeps away from what is labeled', () => {
    const { rows, distances } = choose(1, all, Int32Array.from([0, 1, 300, 600]));
    expect(clusterOf(rows[0]!)).toBeGreaterThan(2);
    expect(distances[0]).toBeGreaterThan(90);
  });

  test('repeats itself, whatever the order of the candidates, and longer begins like shorter', () => {
    const rows = [...choose(20).rows];
    expect([...choose(20, all.toReversed()).rows]).toEqual(rows);
    expect([...choose(8).rows]).toEqual(rows.slice(0, 8));
  });

  test('a long choice has every candidate once', () => {
    const { rows, distances } = choose(5000);
    expect([...rows].sort((a, b) => a - b)).toEqual([...all]);
    expect(distances).toHaveLength(rows.length);
    expect(distances.every(Number.isFinite)).toBe(true);
  });
});

test('rows that are all the same are all as good', () => {
  const flat = fromRowMajor(new Float32Array(30), 10, 3);
  const { rows } = chooseDiverse(flat, Int32Array.from(range(0, 10)), none, 10, createRng(1));
  expect(new Set(rows).size).toBe(10);
});

test('no candidates, no choice', () => {
  expect(chooseDiverse(line, none, none, 3, createRng(1)).rows).toHaveLength(0);
});
