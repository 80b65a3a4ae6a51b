import { expect, test } from 'vitest';
import { CancelledError } from '../../../src/engine/errors.ts';
import { mapLimited } from '../../../src/runtime/mapLimited.ts';

const items = Array.from({ length: 20 }, (_, index) => index);
const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('results are in order, with no more calls under way than asked for, and progress reaches 1', async () => {
  let underWay = 0;
  let most = 0;
  const fractions: number[] = [];
  const double = async (item: number): Promise<number> => {
    most = Math.max(most, ++underWay);
    await later();
    underWay--;
    return 2 * item;
  };
  const doubled = await mapLimited(items, 3, undefined, double, (fraction) => fractions.push(fraction));
  expect(doubled).toEqual(items.map((item) => 2 * item));
  expect([most, fractions.length, fractions.at(-1)]).toEqual([3, 20, 1]);
  expect(await mapLimited([], 3, undefined, double)).toEqual([]);
});

test('after an error, and after a cancel, nothing more is begun', async () => {
  const begun: number[] = [];
  const failing = async (item: number): Promise<void> => {
    begun.push(item);
    await later();
    if (item === 2) throw new Error('the third');
  };
  await expect(mapLimited(items, 3, undefined, failing)).rejects.toThrow('the third');
  for (let turn = 0; turn < 30; turn++) await later();
  expect(begun.length).toBeLessThan(8);
  await expect(mapLimited(items, 3, { aborted: true }, failing)).rejects.toThrow(CancelledError);
});
