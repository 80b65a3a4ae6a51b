import { expect, it } from 'vitest';
import { wholeCharacters, windowsOf } from '../../../../src/runtime/pretrained/windows.ts';

/** A token for each character, so that windows show what was read. */
const characters = (text: string): readonly number[] => [...text].map((character) => character.charCodeAt(0));
const readBack = (text: string, maxTokens: number): readonly string[] =>
  windowsOf(text, characters, maxTokens).map((window) => String.fromCharCode(...window));

it('covers a text without gaps, in windows that are full but for the last', () => {
  const text = Array.from({ length: 500 }, (_, index) => `word${index}`).join(' ');
  const windows = readBack(text, 128);
  expect(windows.join('')).toBe(text);
  expect(windows.slice(0, -1).every((window) => window.length === 128)).toBe(true);
});

it('has no window for an empty text', () => {
  expect(windowsOf('', characters, 8)).toEqual([]);
});

it('reads the beginning, the end and parts between of a text that is too long', () => {
  const text = `start ${'x '.repeat(wholeCharacters * 5)}end`;
  const read = readBack(text, 128).join('');
  expect(read.startsWith('start ')).toBe(true);
  expect(read.endsWith(' end')).toBe(true);
  expect(read.length).toBeLessThanOrEqual(wholeCharacters);
});

it('parts a long text without spaces', () => {
  const text = 'あ'.repeat(wholeCharacters);
  expect(readBack(text, 100).join('')).toBe(text);
});
