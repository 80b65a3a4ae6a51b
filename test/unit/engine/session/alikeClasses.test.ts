import { expect, test } from 'vitest';
import { alikeName, noticeAlikeClasses } from '../../../../src/engine/session/alikeClasses.ts';

const notices = (...names: readonly string[]): string[] =>
  noticeAlikeClasses(names.map((name, count) => ({ name, count })));

test.each([
  [['cat', 'cat '], '"cat", "cat " (1) differ only in spaces'],
  [['cat', 'c\u00a0at', 'c at'], '"c\\u00a0at" (1), "c at" (2) differ only in spaces'],
  [['café', 'cafe\u0301'], '"café", "cafe\\u0301" (1) differ only in the way accents are encoded'],
  [['cat', 'ca\u200bt'], '"cat", "ca\\u200bt" (1) differ only in invisible characters'],
  [['cat', 'Cat'], '"cat", "Cat" (1) differ only in upper and lower case'],
])('%j are told, with what makes them differ', (names, sentence) => {
  const [notice, ...others] = notices(...names);
  expect(others).toEqual([]);
  expect(notice).toContain(`The classes ${sentence}; if they are one, merge them`);
});

test('a class of only spaces is told; letters told apart by their case are not', () => {
  expect(notices('a', '  ')).toEqual([expect.stringContaining('The class "  " (1) is only spaces')]);
  expect(notices('a', 'A', 'b', 'B')).toEqual([]);
});

test('of many groups some are named, and the others counted', () => {
  const names = ['one', 'two', 'three', 'four', 'five'].flatMap((name) => [name, `${name} `]);
  expect(notices(...names).at(-1)).toBe('2 more groups of classes look alike.');
});

test('finds the class that a label looks like', () => {
  expect(alikeName('Cat ', ['dog', 'cat'])).toBe('cat');
  expect(alikeName('cow', ['dog', 'cat'])).toBeUndefined();
});
