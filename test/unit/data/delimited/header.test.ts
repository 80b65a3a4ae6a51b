import { join } from 'node:path';
import { expect, test } from 'vitest';
import { suggestManifest } from '../../../../src/data/init.ts';
import { makeFolder, open, openFile, refusal, tableFolder } from '../folder.ts';
import { lines, read } from './read.ts';

const iris = lines(20, (i) => `${5 + i / 10},3.${i},setosa`);

test.each([
  ['numbers and a class', iris],
  ['numbers alone', lines(20, (i) => `${5 + i / 10},${i % 4}`)],
  ['words that recur', lines(20, (i) => `${i % 2 ? 'yes' : 'no'},${['red', 'green', 'blue'][i % 3]}`)],
  ['a class and a sentence', lines(20, (i) => `${i % 2 ? 'ham' : 'spam'},this is message ${i}`)],
])('a first line of %s is a row where there is no manifest yet', async (_, text) => {
  const path = join(makeFolder({ 'data.csv': text }), 'data.csv');
  const { manifest } = await suggestManifest(path, { classes: ['a', 'b'] });
  expect(manifest.source).toMatchObject({ header: false });
  const { table, notices } = await read(text, { header: 'guess' });
  expect(table.rowCount).toBe(20);
  expect(table.columns[1]?.name).toBe('column 2');
  expect(notices).toMatch(/seems to have no line of column names/);
});

test.each([
  ['names over numbers', 'a,b\n1,2\n3,4\n'],
  ['counted names', `label,0,1,2\n${lines(9, (i) => `${i},0,0,1`)}`],
  ['years', `country,1990,1991,1992\n${lines(9, (i) => `c${i},0.5,0,1`)}`],
  ['names over texts', 'text,label\nfoo,x\nbar,y\n'],
  ['one name', 'text\nfoo\nbar\n'],
])('%s are names', async (_, text) => {
  const { table, notices } = await read(text, { header: 'guess' });
  expect(table.hasHeader).toBe(true);
  expect(notices).toBe('');
});

test('a manifest that says nothing of the header has one, as always, and a row there is told of', async () => {
  const dataset = await open(tableFolder(iris));
  expect(dataset.ids).toHaveLength(19);
  expect(dataset.notices.join()).toMatch(
    /line 1 looks like a row, and was read as the column names; write "header": false/,
  );
  expect((await open(tableFolder(iris, { header: true }))).notices.join()).not.toMatch(/header/);
});

test('without a header columns are known by their numbers', async () => {
  const folder = tableFolder(`${lines(4, (i) => `0${i},${i},${i % 2}.0`)}`, {
    header: false,
    id: 'column 1',
    label: 'column 3',
  });
  const dataset = await open(folder);
  expect(dataset.ids).toEqual(['00', '01', '02', '03']);
  expect(dataset.featureNames).toEqual(['column 2']);
  expect(dataset.notices.join()).not.toMatch(/header|column names/);
});

test('a label column that was asked for makes the first line one of names', async () => {
  const dataset = await openFile(
    'data.csv',
    lines(20, (i) => `${5 + i / 10},${i % 2}`),
    { label: '0' },
  );
  expect(dataset.ids).toHaveLength(19);
});

test('other formats have no header to speak of', async () => {
  const folder = makeFolder({
    'data.jsonl': '{"a":1}\n',
    'label-scout.json': { version: 1, source: { kind: 'table', files: ['data.jsonl'], header: false } },
  });
  expect(await refusal(open(folder))).toMatch(
    /source\.header is about files of text, and \S+data\.jsonl is JSON/,
  );
});

test('a header of more than a megabyte is read whole', async () => {
  const names = Array.from({ length: 60_000 }, (_, index) => `gène number ${index}`);
  const { readStartLines } = await import('../../../../src/data/delimited/start.ts');
  const path = join(makeFolder({ 'wide.csv': `${names.join(',')}\n1` }), 'wide.csv');
  expect((await readStartLines(path)).split('\n')[0]?.split(',')).toEqual(names);
});
