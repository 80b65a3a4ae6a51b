import { expect, it } from 'vitest';
import { filePatterns } from '../../../../src/protocol/filePatterns.ts';
import { patternBounds } from '../../../../src/protocol/filePatterns/problem.ts';

const name = `${'a'.repeat(60)}.txt`;
const folders = `${'a/'.repeat(120)}b`;

// With a matcher that tries one way after the other none of these ends.
it.each([
  [`${'*a'.repeat(30)}*b`, name],
  [`${'*'.repeat(1000)}b`, name],
  [`${'[a-z]*'.repeat(30)}!`, name],
  [`${'?*'.repeat(25)}b`, name],
  [`${'**/'.repeat(1000)}c`, folders],
  [`${'**/*a*/'.repeat(50)}c`, folders],
  [`${'**/a/'.repeat(60)}c`, folders],
  [`${'{*a,*}'.repeat(9)}b`, name],
  [`[${'a'.repeat(4000)}]b`, 'a'.repeat(4000)],
  ['['.repeat(4096), name],
])('%.30s… ends without a match', (pattern, file) => {
  const { matches, problem } = filePatterns([pattern]);
  expect(problem).toBeNull();
  expect(matches(file)).toBe(false);
});

it.each([
  ['{a,b}'.repeat(14), 'too many patterns'],
  ['{a,{b,{c,{d,e}}}}'.repeat(40), 'too many patterns'],
  ['{1..1000000}', 'too many patterns'],
  [`${'{'.repeat(200)}a,b${'}'.repeat(200)}`, 'too many patterns'],
  ['{'.repeat(4096), 'too many patterns'],
  [`{${'*a,'.repeat(1000)}*b}`, 'too many patterns'],
  ['*a'.repeat(50_000), 'longer than 4096 characters'],
  ['a'.repeat(100_000), 'longer than 4096 characters'],
])('%.30s… is refused, and then matches a file of that name only', (pattern, reason) => {
  const { matches, problem } = filePatterns([pattern]);
  expect(problem).toContain(reason);
  expect(problem!.length).toBeLessThan(300);
  expect([matches(name), matches(pattern)]).toEqual([false, true]);
});

it('ten thousand names are compared as such, and of as many patterns with wildcards none beyond the bound is tried', () => {
  const names = Array.from({ length: patternBounds.count }, (_, index) => `${index}.txt`);
  const list = filePatterns(names);
  expect([list.problem, list.matches('9999.TXT'), list.matches('10000.txt')]).toEqual([null, true, false]);
  const wild = filePatterns(names.map((each) => `*${'*a'.repeat(100)}${each}`));
  expect(wild.problem).toContain('too many patterns');
  expect(wild.matches(name)).toBe(false);
});
