import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import { createRng } from '../../../../src/engine/rng.ts';
import { filePatterns } from '../../../../src/protocol/filePatterns.ts';

const rng = createRng('patterns');
const oneOf = (texts: readonly string[]): string => texts[rng.below(texts.length)]!;
const several = (most: number, make: () => string): string =>
  Array.from({ length: 1 + rng.below(most) }, make).join('');

const letter = (): string => oneOf(['a', 'b', 'c', 'B', '.', 'é', '-']);
const wildcard = (): string => oneOf(['*', '?', '[ab]', '[a-c]', '[^a]', '[^a-b]']);
const piece = (): string => oneOf([letter(), letter(), wildcard()]);
const braces = (): string => {
  const alternatives = Array.from({ length: 2 + rng.below(2) }, () => letter() + several(2, piece));
  return `{${alternatives.join(',')}}`;
};
const segment = (): string => several(4, () => oneOf([piece(), piece(), braces()]));
const pattern = (): string =>
  Array.from({ length: 1 + rng.below(3) }, () => oneOf(['**', segment(), segment()])).join('/');

const name = (): string => several(4, () => oneOf(['a', 'b', 'c', 'A', '.', 'É', '-', 'd']));
const path = (): string => Array.from({ length: 1 + rng.below(3) }, name).join('/');

/** What picomatch reads in a way of its own: stars beside stars, `.*` in braces, `.` and `..`. */
const isPeculiar = (text: string): boolean =>
  /\.\.|(?:^|\/)\.(?:\/|$)/u.test(text) ||
  /\{[^}]*\.\*/u.test(text) ||
  text.split('/').some((part) => part !== '**' && part.includes('**'));

/** With picomatch `a/**` may mean the file `a` itself. */
const isFolderItself = (written: string, file: string): boolean =>
  written.endsWith('/**') && filePatterns([written.replace(/(?:\/\*\*)+$/u, '')]).matches(file);

it('patterns match what they matched when picomatch read them', () => {
  const differing: unknown[] = [];
  let matching = 0;
  for (let round = 0; round < 1500; round++) {
    const written = pattern();
    const { problem, matches } = filePatterns([written]);
    if (isPeculiar(written) || problem !== null) continue;
    const matchedBefore = picomatch(written, { nocase: true });
    for (let count = 0; count < 20; count++) {
      const file = path();
      if (isPeculiar(file) || isFolderItself(written, file)) continue;
      const expected = matchedBefore(file);
      if (expected) matching++;
      if (matches(file) !== expected) differing.push({ written, file, expected });
    }
  }
  expect(differing).toEqual([]);
  expect(matching).toBeGreaterThan(500);
});
