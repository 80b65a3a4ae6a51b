import { expect, test } from 'vitest';
import { levelTargets, writeOneHot } from '../../../src/data/features/categorical.ts';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import { columnOf } from './folder.ts';

const layout = { targets: Int32Array.of(0, 1), missingTarget: 2 };
const codes = Int32Array.of(0, 1, -1, 1);

test('each level has a column, and so has missing', () => {
  const matrix = allocateMatrix(4, 4);
  writeOneHot(matrix, 1, codes, layout);
  expect([0, 1, 2, 3].map((column) => columnOf(matrix, column))).toEqual([
    [0, 0, 0, 0],
    [1, 0, 0, 0],
    [0, 1, 0, 1],
    [0, 0, 1, 0],
  ]);
});

test('a level that the fit rows lack stays all zero', () => {
  const matrix = allocateMatrix(4, 3);
  writeOneHot(matrix, 0, codes, layout, Int32Array.of(0, 2));
  expect([0, 1, 2].map((column) => columnOf(matrix, column))).toEqual([
    [1, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 1, 0],
  ]);
});

test('more levels than columns are hashed, the same way every time', () => {
  const levels = Array.from({ length: 65 }, (_, index) => `level ${index}`);
  const targets = levelTargets(levels, 64);
  expect(levelTargets(levels.slice(0, 64), 64)).toEqual(Int32Array.from({ length: 64 }, (_, index) => index));
  expect(targets.every((target) => target >= 0 && target < 64)).toBe(true);
  expect(new Set(targets).size).toBeGreaterThan(30);
  expect(levelTargets(levels, 64)).toEqual(targets);
});
