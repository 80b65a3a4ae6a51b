import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import { columnOf, columnsOf, makeFolder, open } from './folder.ts';

const manifest = { version: 1, source: { kind: 'text', files: ['**/*.txt', 'src/*.c'] } };
const folderOf = (files: Record<string, Uint8Array | string>) =>
  makeFolder({ ...files, 'label-scout.json': manifest });

test('ids are paths in code-unit order, features 100 numbers a file', async () => {
  const dataset = await open(
    folderOf({ 'b.txt': 'one two', 'B.txt': 'one two', 'src/m.c': 'int main;', 'n/a.txt': '' }),
  );
  expect(dataset.ids).toEqual(['B.txt', 'b.txt', 'n/a.txt', 'src/m.c']);
  const matrix = await dataset.features(allocateMatrix);
  expect([matrix.rows, matrix.columns, dataset.featureNames.length]).toEqual([4, 100, 100]);
  const lengths = [0, 0, 0, 0];
  for (let column = 0; column < 100; column++) {
    const values = columnOf(matrix, column);
    expect(values[0]).toBe(values[1]);
    for (const row of lengths.keys()) lengths[row]! += values[row]! ** 2;
  }
  expect(lengths).toEqual([1, 1, 0, 1].map((length) => expect.closeTo(length, 5)));
});

test('a text is shown as it is, a long one cut, byte order marks removed', async () => {
  const dataset = await open(
    folderOf({
      'a.txt': '\uFEFFgrüß\n<b>',
      'b.txt': 'x'.repeat(100_001),
      'c.txt': Buffer.from('\uFEFFwide', 'utf16le'),
    }),
  );
  expect(await dataset.sample(0)).toEqual({ kind: 'text', text: 'grüß\n<b>', truncated: false });
  expect(await dataset.sample(1)).toEqual({ kind: 'text', text: 'x'.repeat(100_000), truncated: true });
  expect(await dataset.sample(2)).toEqual({ kind: 'text', text: 'wide', truncated: false });
});

test('a binary file is unreadable, another encoding is read as Windows-1252, both with a notice', async () => {
  const dataset = await open(
    folderOf({
      'a.txt': Buffer.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 1),
      'b.txt': Buffer.from('café \x80', 'latin1'),
      'c.txt': 'fine',
    }),
  );
  const matrix = await dataset.features(allocateMatrix);
  expect(await dataset.sample(0)).toMatchObject({
    kind: 'unreadable',
    reason: 'This looks like a binary file.',
  });
  expect(await dataset.sample(1)).toEqual({ kind: 'text', text: 'café €', truncated: false });
  expect(dataset.notices).toEqual([
    '1 file (a.txt): cannot be read as text and can be skipped.',
    '1 file (b.txt): not UTF-8, read as Windows-1252.',
  ]);
  expect(matrix.data.every(Number.isFinite)).toBe(true);
});

test('UTF-16 without a byte order mark is text; empty and very large files are said', async () => {
  const folder = folderOf({
    'a.txt': Buffer.from('wide text, as some programs write it', 'utf16le'),
    'b.txt': Buffer.from('wide text, the other way round', 'utf16le').swap16(),
    'c.txt': ' \n',
    'd.txt': '',
    'e.txt': Buffer.from(new Uint16Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer),
  });
  truncateSync(join(folder, 'd.txt'), (64 << 20) + 1);
  const dataset = await open(folder);
  expect(await dataset.sample(0)).toMatchObject({ text: 'wide text, as some programs write it' });
  expect(await dataset.sample(1)).toMatchObject({ text: 'wide text, the other way round' });
  expect(await dataset.sample(3)).toMatchObject({
    kind: 'unreadable',
    reason: 'The file is larger than 64 MB, too much for one sample; split it.',
  });
  await dataset.features(allocateMatrix);
  expect(dataset.notices).toEqual([
    '2 files (d.txt, e.txt): cannot be read as text and can be skipped.',
    '1 file (c.txt): empty and can be skipped.',
  ]);
});

test('document frequencies follow the fit rows', async () => {
  const dataset = await open(folderOf({ 'a.txt': 'cat', 'b.txt': 'dog', 'c.txt': 'dog bird' }));
  const all = await columnsOf(dataset);
  const some = await columnsOf(dataset, Int32Array.of(0, 1));
  expect(Object.keys(all).some((name) => all[name]![2] !== some[name]![2])).toBe(true);
});

test('a raised signal cancels reading', async () => {
  const dataset = await open(folderOf({ 'a.txt': 'x' }), { signal: AbortSignal.abort() });
  await expect(dataset.features(allocateMatrix)).rejects.toThrow('cancelled');
});

test('manifests, of datasets below too, and the truth file are no samples, whatever the patterns match', async () => {
  const source = { kind: 'text', files: ['**'], truth: 'known/truth.csv' };
  const folder = makeFolder({
    'a.txt': 'one',
    'label-scout.json': { version: 1, source },
    'known/truth.csv': 'id,label\na.txt,x\n',
    'below/label-scout.json': { version: 1, source: { kind: 'text', files: ['*.md'] } },
  });
  expect((await open(folder)).ids).toEqual(['a.txt']);
});
