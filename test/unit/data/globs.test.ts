import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expandFiles } from '../../../src/data/globs.ts';
import { makeFolder } from './folder.ts';

const files = [
  'a.txt',
  'B.txt',
  'é.txt',
  'd/c.md',
  'd/e/f.txt',
  'd/e/g.TXT',
  'x[1].txt',
  '.git/h.txt',
  'node_modules/i.txt',
];
const expand = (...patterns: string[]) =>
  expandFiles(makeFolder(Object.fromEntries(files.map((file) => [file, '']))), patterns);

test.each([
  [['*.txt'], ['B.txt', 'a.txt', 'x[1].txt', 'é.txt']],
  [['**/*.txt'], ['B.txt', 'a.txt', 'd/e/f.txt', 'd/e/g.TXT', 'x[1].txt', 'é.txt']],
  [['d/**/*.{txt,md}'], ['d/c.md', 'd/e/f.txt', 'd/e/g.TXT']],
  [
    ['d/e/f.txt', './a.txt'],
    ['a.txt', 'd/e/f.txt'],
  ],
  [['d\\*.md', 'd/c.*'], ['d/c.md']],
  [['d\\e\\f.txt'], ['d/e/f.txt']],
  [['?.txt'], ['B.txt', 'a.txt', 'é.txt']],
  [['{B,nothing/a,d/**/{f,g}}.txt'], ['B.txt', 'd/e/f.txt', 'd/e/g.TXT']],
  [['[a-b].txt'], ['B.txt', 'a.txt']],
  [['[!a].txt'], ['B.txt', 'é.txt']],
  [['nothing/*'], []],
])('%j', async (patterns, wanted) => {
  expect(await expand(...patterns)).toEqual(wanted);
});

test.skipIf(process.platform === 'win32')(
  'a named pipe is no file: reading it would wait for ever',
  async () => {
    const folder = makeFolder({ 'a.txt': '' });
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    expect(await expandFiles(folder, ['*.txt'])).toEqual(['a.txt']);
  },
);

test.each([
  ['!a.txt', 'source.files: "!a.txt" starts with "!": a pattern cannot leave files out.'],
  ['*.(png|jpg)', 'source.files: "*.(png|jpg)" has alternatives in parentheses: write them in braces'],
  ['+(a|b).txt', 'source.files: "+(a|b).txt" has alternatives in parentheses'],
  ['x[0-9]+.txt', 'source.files: "x[0-9]+.txt" has a "+" for repetition: write * instead.'],
  ['{1..99999}.txt', 'source.files: "{1..99999}.txt" stands'],
  ['*a'.repeat(3000), 'is longer than 4096 characters'],
])('what other programs read in %.30s is refused', async (pattern, reason) => {
  await expect(expand(pattern)).rejects.toThrow(reason);
});

test('a name that would keep a regular expression busy for good is compared in no time', async () => {
  const name = 'a'.repeat(60);
  const folder = makeFolder({ [name]: '', [`${name}b`]: '' });
  expect(await expandFiles(folder, ['*a*a*a*a*a*a*a*a*b'])).toEqual([`${name}b`]);
});

test.each(['x[1].txt', '!x.txt', '{a,b}.txt', 'a (1).txt', '*.txt', 'back\\slash.txt'])(
  'the name %s stands for the file of that name alone',
  async (name) => {
    const folder = makeFolder({ [name]: '', 'x1.txt': '', 'other.txt': '' });
    expect(await expandFiles(folder, [name])).toEqual([name]);
  },
);

test('links to folders are followed, once and not in circles; links to nothing are files that cannot be read', async () => {
  const elsewhere = makeFolder({ 'sub/b.txt': '' });
  const folder = makeFolder({ 'a.txt': '', 'd/c.txt': '' });
  symlinkSync(elsewhere, join(folder, 'link'));
  symlinkSync(folder, join(folder, 'd', 'circle'));
  symlinkSync(folder, join(elsewhere, 'sub', 'back'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.txt'));
  expect(await expandFiles(folder, ['**/*.txt'])).toEqual([
    'a.txt',
    'broken.txt',
    'd/c.txt',
    'link/sub/b.txt',
  ]);
});
