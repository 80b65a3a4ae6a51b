import { describe, expect, test } from 'vitest';
import { drawTestRow, heldOutRows, isHeldOut, isTestPlace } from '../../../src/engine/heldOut.ts';
import { hashString } from '../../../src/engine/rng.ts';
import { range } from './blobs.ts';

const ids = range(0, 4000).map((number) => `images/${number}.png`);

describe.each([0.05, 0.1, 0.3, 0.5])('a share of %d', (share) => {
  test('is held out, whatever other samples there are', () => {
    const held = heldOutRows(ids, 7, share);
    const count = held.filter((flag) => flag === 1).length;
    expect(Math.abs(count - 4000 * share)).toBeLessThan(5 * Math.sqrt(4000 * share * (1 - share)));
    expect(heldOutRows(ids.slice(1000), 7, share)).toEqual(held.slice(1000));
    expect(isHeldOut(ids[3]!, 7, share)).toBe(hashString(ids[3]!, 7) / 2 ** 32 < share);
  });

  test('is asked about evenly, at places that differ between seeds', () => {
    const places = (seed: number): number[] =>
      range(0, 1000).filter((question) => isTestPlace(question, seed, share));
    expect(Math.abs(places(1).length - 1000 * share)).toBeLessThanOrEqual(1);
    for (const [index, place] of places(1).entries()) {
      expect(Math.floor((place + 1e-9) * share)).toBe(index);
    }
    expect(places(1)).toEqual(places(1));
    expect(places(1)).not.toEqual(places(2));
  });
});

test('no share, no test questions', () => {
  expect(heldOutRows(ids, 1, 0).every((flag) => flag === 0)).toBe(true);
  expect(range(0, 100).some((question) => isTestPlace(question, 1, 0))).toBe(false);
});

test('a draw does not move when samples that were not drawn go', () => {
  const rows = range(0, 50);
  const drawn = drawTestRow(rows, 3, 1)!;
  expect(drawTestRow(rows.filter((row) => row % 3 === 0 || row === drawn).toReversed(), 3, 1)).toBe(drawn);
  const draws = new Set(range(0, 400).map((question) => drawTestRow(rows, question, 1)));
  expect(draws.size).toBe(50);
  expect(drawTestRow([], 3, 1)).toBeNull();
});
