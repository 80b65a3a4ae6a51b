import { expect, it } from 'vitest';
import { linearScale, wholeTenths } from '../../../webview/scale.ts';

it.each([
  [
    [0.62, 0.78],
    [0.6, 0.8],
  ],
  [[0.4], [0.3, 0.5]],
  [[1], [0.9, 1]],
  [[0], [0, 0.1]],
  [[0.25], [0.2, 0.3]],
  [[1.2], [1.1, 1.2]],
  [
    [0.3, 1.64],
    [0.3, 1.64],
  ],
])('a chart of the values %j goes from %j', (values, [low, high]) => {
  const range = wholeTenths(values);
  expect(range[0]).toBeCloseTo(low!, 9);
  expect(range[1]).toBeCloseTo(high!, 9);
});

it('has round ticks inside the range', () => {
  expect(linearScale(0.3, 0.5, 0, 100, 6).ticks).toEqual([0.3, 0.35, 0.4, 0.45, 0.5]);
});
