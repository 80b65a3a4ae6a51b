import { expect, it } from 'vitest';
import { didYouMean, editDistance, nearest } from '../../../src/engine/nearest.ts';

it.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['margin', 'magrin', 1],
  ['abc', 'abc', 0],
])('counts the edits from %j to %j', (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
  expect(editDistance(to, from)).toBe(edits);
});

it('stops counting at the limit', () => {
  expect(editDistance('aaaaaaaa', 'bbbbbbbb', 2)).toBe(3);
  expect(editDistance('a', 'aaaaa', 2)).toBe(3);
});

it('finds what was meant, whatever its case', () => {
  expect(nearest('Magrin', ['random', 'margin', 'uncertainty'])).toBe('margin');
  expect(nearest('EI', ['ei', 'ie'])).toBe('ei');
});

it('offers nothing when nothing is near', () => {
  expect(nearest('zebra', ['random', 'margin'])).toBeUndefined();
  expect(didYouMean('zebra', ['random'])).toBe('');
  expect(didYouMean('randm', ['random'])).toBe(' Did you mean "random"?');
});

it('compares no texts that nobody has typed', () => {
  const text = 'a'.repeat(500_000);
  expect(nearest(text, [`${text}b`])).toBeUndefined();
});
