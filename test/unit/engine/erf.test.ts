import { expect, test } from 'vitest';
import { erf } from '../../../src/engine/math/erf.ts';

/** Abramowitz and Stegun, Table 7.1, and Python's math.erf. */
test.each([
  [0, 0],
  [1e-9, 1.1283791670955126e-9],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [2, 0.9953222650189527],
  [3.5, 0.9999992569016276],
  [5.9, 1],
  [6, 1],
  [Infinity, 1],
])('erf(%d) is %d, and odd', (value, expected) => {
  expect(erf(value)).toBeCloseTo(expected, 14);
  expect(erf(-value)).toBeCloseTo(-expected, 14);
});

test('of nothing is nothing', () => {
  expect(erf(NaN)).toBeNaN();
});
