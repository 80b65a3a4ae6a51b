import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/engine/rng.ts';
import { inert, inertButton, inertLines } from '../../../../src/host/say/inert.ts';
import { grammars, hiding } from './grammars.ts';

const link = '[Click to repair](command:workbench.action.terminal.new?%7B%22shellPath%22%3A%22sh%22%7D)';

/** Pieces of every grammar, and what might join two of them. */
const pieces = [
  ...['[', ']', '(', ')', '](', '$', '$(', '\\', '&', '&&', '"', ' "t"', '…', '<U+202E>'],
  ...[
    'command:x',
    'http://e.example',
    'https://e.example',
    'file:///e',
    'trash',
    'loading~spin',
    'a',
    'é',
    '猫',
  ],
  ...[
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\u2028',
    '\u0000',
    '\u001B',
    '\u200B',
    '\u200D',
    '\u202E',
    '\u2066',
    '\uFEFF',
  ],
  ...['\u00AD', '\uD83D', '\uDE00', '😀', '👩‍💻', 'می‌خواهم', link, '$(trash)'],
];

function texts(count: number): string[] {
  const rng = createRng(14);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + rng.below(24) }, () => pieces[rng.below(pieces.length)]!).join(''),
  );
}

describe('an inert text', () => {
  it.each(Object.entries(grammars))('has no %s for VS Code to read', (_name, grammar) => {
    const matched = texts(4000).filter((text) => text.match(grammar) !== null);
    expect(matched.length).toBeGreaterThan(500);
    for (const text of matched)
      for (const shown of [
        inert(text),
        inert(text, 30),
        inertLines(text),
        inertLines(text, 30),
        inertButton(text),
      ])
        expect(shown.match(grammar)).toBeNull();
  });

  it('hides and reorders nothing, and has one line', () => {
    for (const text of texts(2000)) {
      expect(inert(text)).not.toMatch(hiding);
      for (const line of inertLines(text).split('\n')) expect(line).not.toMatch(hiding);
    }
  });

  it('is as long as allowed at most, and the same after a second pass', () => {
    for (const text of texts(2000))
      for (const longest of [10, 40, 1000]) {
        const shown = inert(text, longest);
        expect(shown.length).toBeLessThanOrEqual(longest);
        expect(inert(shown, longest)).toBe(shown);
      }
  });

  it('stays readable', () => {
    expect(inert(link)).toBe(link.replace('](', '] ('));
    expect(inert('$(trash) all')).toBe('$ (trash) all');
    expect(inert('a\r\nb\tc')).toBe('a b c');
    expect(inert('gpj.\u202Eexe')).toBe('gpj.<U+202E>exe');
    expect(inert('c\u200Bat')).toBe('c<U+200B>at');
    expect(inert('c\u200Dat')).toBe('c<U+200D>at');
    expect(inert('half \uD83D')).toBe('half <U+D83D>');
  });

  it.each([
    'cat',
    'x[0] & f(x) < $5 (USD), 100 % \\ `code`',
    'https://example.org/a?b=c#d',
    'exon → intron',
    '  two  spaces  ',
    'Zürich, naïve (cafe\u0301)',
    '日本語・한국어',
    'قطة و كلب',
    'می‌خواهم',
    'क्‍ष',
    '👩🏽‍💻 ❤️ 1️⃣',
  ])('is %s as it was', (text) => {
    expect(inert(text)).toBe(text);
    expect(inertLines(text)).toBe(text);
  });

  it('keeps the beginning and the end of a long text', () => {
    const shown = inert(`No class “${'x'.repeat(1_000_000)}” is known: choose another.`);
    expect(shown).toHaveLength(1000);
    expect(shown).toMatch(/^No class “x+…x+” is known: choose another\.$/);
    expect(inert('😀'.repeat(6), 9)).toBe('😀😀😀…😀');
  });

  it('keeps lines where there may be several', () => {
    expect(inertLines('Accuracy: 0.9\n\nmeasured on [a](command:b)\r\n$(x)')).toBe(
      'Accuracy: 0.9\n\nmeasured on [a] (command:b)\n$ (x)',
    );
  });

  it('marks no letter of a button', () => {
    expect(inertButton('R&&D &&& more')).toBe('R& &D & & & more');
  });
});
