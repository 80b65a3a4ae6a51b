import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Account } from '../../../src/data/account.ts';
import { initDataset, suggestManifest } from '../../../src/data/init.ts';
import { summarize } from '../../../src/data/summary.ts';
import { makeFolder, open, openFile, tableFolder } from './folder.ts';

const lines = (count: number, line: (row: number) => string): string =>
  Array.from({ length: count }, (_, row) => line(row)).join('\n');

const rolesOf = ({ columns }: Account): Record<string, string> =>
  Object.fromEntries(columns.map(({ name, role, type, reason }) => [name, `${role} ${type}: ${reason}`]));

test('every column has its type, its role, its missing values, its first values and a reason', async () => {
  const csv = `id,size,color,note,url,empty,label\n${lines(
    12,
    (row) =>
      `r${row},${row === 3 ? '' : row * row},${row % 2 ? 'red' : 'blue'},the printer in room ${row} burns,https://example.org/${row},,${'ab'[row % 2]}`,
  )}\n`;
  const source = { id: 'id', label: 'label', show: ['url'], features: { text: ['note'] } };
  const account = await (await open(tableFolder(csv, source))).account();
  expect(rolesOf(account)).toEqual({
    id: 'id text: names the rows',
    size: 'feature number: numbers',
    color: 'feature category: 2 categories',
    note: 'feature text: the words of its texts',
    url: 'shown text: web addresses, all different',
    empty: expect.stringMatching(/^left-out .*empty$/),
    label: 'label text: the class names: never a feature, never shown',
  });
  expect(account.columns[1]).toMatchObject({ missing: 1, example: '0, 1, 4' });
  expect(account.rows).toEqual({ read: 12, left: 0 });
  // Of a dataset only the reading of the file is still guessed.
  expect(account.guesses.map(({ what }) => what)).toEqual(['delimiter', 'header']);
});

test('values are shortened, and what cannot be seen is written as an escape', async () => {
  const dataset = await openFile('data.csv', `x,c\n1,"a\tb\u200b"\n2,${'y'.repeat(500)}\n3,"a\tb\u200b"\n`);
  const { columns } = await dataset.account();
  expect(columns[1]!.example).toBe(`a\\tb\\u200b, ${'y'.repeat(29)}…`);
});

test('numbers that say nothing or count the rows are features, and the account says so', async () => {
  const dataset = await openFile('data.csv', `one,order\n${lines(9, (row) => `7,${row + 100}`)}\n`);
  expect(rolesOf(await dataset.account())).toEqual({
    one: 'feature number: numbers, the same everywhere',
    order: 'feature number: numbers, counting the rows: it may be an id',
  });
});

test('a suggested source guesses the id, the label and the kind, and says what else it could be', async () => {
  const csv = `index,key,kind,x\n${lines(8, (row) => `${row},k${row},${'ab'[row % 2]},${row * row}`)}\n`;
  const { account } = await suggestManifest(join(makeFolder({ 'data.csv': csv }), 'data.csv'));
  expect(account.guesses).toContainEqual({
    what: 'id',
    chosen: 'index',
    others: ['key', 'the content of the row'],
  });
  expect(account.guesses).toContainEqual({ what: 'label', chosen: 'none', others: ['kind'] });
  const mixed = await suggestManifest(makeFolder({ '1.png': '', '2.png': '', 'a.txt': 'x' }));
  expect(mixed.account.guesses).toEqual([{ what: 'kind', chosen: 'images', others: ['text'] }]);
});

test('every file beside pictures is named with the reason why it is none', async () => {
  const folder = makeFolder({
    'a/1.png': '',
    'b/2.PNG': '',
    'b/3.psd': '',
    '.hidden': '',
    '.git/HEAD': '',
    'notes.txt': 'x',
    'truth.csv': 'id,label\na/1.png,cat\n',
  });
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.png'));
  symlinkSync(folder, join(folder, 'a', 'around'));
  await initDataset(folder);
  const account = await (await open(folder)).account();
  const reasons = Object.fromEntries(account.files.map(({ path, reason }) => [path, reason]));
  expect(reasons).toMatchObject({
    'a/1.png': 'a picture',
    'dangling.png': 'a link that leads nowhere, shown as unreadable',
    'b/2.PNG': 'a picture',
    'b/3.psd': 'a picture of a kind that is not read',
    '.hidden': 'a hidden file',
    '.git/': 'a folder that is not searched',
    'a/around/': 'a link to a folder around it',
    'notes.txt': 'another kind of file',
    'truth.csv': 'the truth file, which holds known labels',
    'label-scout.json': 'the manifest',
  });
  expect(account.files.map(({ path }) => path)).toEqual(Object.keys(reasons).sort());
});

test('the summary names what is read, learned from and left out, and how many more there are', () => {
  const column = { type: 'text', missing: 0, example: '', reason: 'empty' };
  const features = Array.from({ length: 10 }, (_, index) => ({
    ...column,
    name: `c${index}`,
    role: 'feature' as const,
  }));
  const account: Account = {
    files: [],
    columns: [...features, { ...column, name: 'a b', role: 'left-out' }],
    rows: { read: 1200, left: 2 },
    guesses: [],
  };
  expect(summarize(account, 'table')).toBe(
    '1,200 rows, 2 rows not read; learns from c0, c1, c2, c3, c4, c5, c6, c7 and 2 more; leaves out "a b" (empty).',
  );
  const files = [
    { path: '1.png', taken: true, reason: 'a picture' },
    { path: '2.psd', taken: false, reason: 'a picture of a kind that is not read' },
    { path: 'label-scout.json', taken: false, reason: 'the manifest' },
  ];
  expect(summarize({ ...account, rows: { read: 1, left: 0 }, files }, 'images')).toBe(
    '1 picture, 1 .psd file not read.',
  );
});
