import { expect, test } from 'vitest';
import { studentTTest } from '../../../src/engine/math/studentT.ts';

// scipy.stats.t: 2 * t.sf(value, degrees_of_freedom)
test.each([
  [0.5, 1, 0.704832764699],
  [2, 1, 0.295167235301],
  [0.5, 2, 0.666666666667],
  [3.1, 2, 0.09020073013],
  [2, 3, 0.139325968559],
  [3.1, 4, 0.036221111037],
  [2, 5, 0.10193947883],
  [2, 9, 0.076552823771],
  [0.5, 19, 0.622816491286],
  [2, 19, 0.060002036386],
  [3.1, 20, 0.005644876939],
  [2, 99, 0.048239693373],
])('of %d with %i degrees of freedom is %d', (t, degreesOfFreedom, expected) => {
  expect(studentTTest(t, degreesOfFreedom)).toBeCloseTo(expected, 11);
  expect(studentTTest(-t, degreesOfFreedom)).toBeCloseTo(expected, 11);
});

test('is certain of nothing at 0 and of all without an error', () => {
  for (const degreesOfFreedom of [1, 2, 3, 1000]) {
    expect(studentTTest(0, degreesOfFreedom)).toBe(1);
    expect(studentTTest(Infinity, degreesOfFreedom)).toBeCloseTo(0, 12);
  }
});
