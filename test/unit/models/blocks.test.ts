import { expect, it } from 'vitest';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import { standardize } from '../../../src/engine/models/standardize.ts';

const values = [1, 10, 0, 5, 2, -10, 0, 5, 3, 10, 0, 5, 4, -10, 1, 5];

it('gives the columns of a block one scale and leaves the others theirs', () => {
  const plain = fromRowMajor(values, 4, 4);
  const own = standardize(plain);
  const { columns, means, deviations } = standardize({ ...plain, blocks: [{ start: 1, columns: 3 }] });
  expect([...columns]).toEqual([0, 1, 2]);
  expect(means).toEqual(own.means);
  expect(deviations[0]).toBe(own.deviations[0]);
  expect(deviations[1]).toBe(deviations[2]);
  // The block as a whole varies as 64 standardized columns do.
  const variance = own.deviations[1]! ** 2 + own.deviations[2]! ** 2;
  expect(variance / deviations[1]! ** 2).toBeCloseTo(64, 9);
});
