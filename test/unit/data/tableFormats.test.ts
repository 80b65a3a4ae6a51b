import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tableFormats } from '../../../src/data/formats/index.ts';
import { openDatabase, quoteText } from '../../../src/runtime/duckdb.ts';
import { columnsOf, makeFolder, open } from './folder.ts';

const records = [
  { id: 'a', size: 1.5, color: 'red', seen: '2024-01-01', label: 'yes' },
  { id: 'b', size: null, color: 'red', seen: '2024-01-03', label: 'no' },
  { id: 'c', size: -2, color: 'blue', seen: '2024-02-01', label: 'yes' },
  { id: 'd', size: 4, color: 'blue', seen: '2024-02-02', label: 'no' },
];
const delimited = (delimiter: string): string =>
  [Object.keys(records[0]!), ...records.map((record) => Object.values(record).map((value) => value ?? ''))]
    .map((line) => line.join(delimiter))
    .join('\n');

/** The same rows in every format of the registry, by format id. */
async function writeAll(): Promise<Record<string, string>> {
  const folder = makeFolder({
    'data.csv': delimited(','),
    'data.tsv': delimited('\t'),
    'data.jsonl': records.map((record) => JSON.stringify(record)).join('\n'),
  });
  const parquet = join(folder, 'data.parquet');
  const database = await openDatabase();
  await database.execute(
    `COPY (FROM read_csv(${quoteText(join(folder, 'data.csv'))}, types = {'label': 'VARCHAR'})) TO ${quoteText(parquet)} (FORMAT parquet)`,
  );
  database.close();
  return {
    csv: join(folder, 'data.csv'),
    tsv: join(folder, 'data.tsv'),
    jsonl: join(folder, 'data.jsonl'),
    parquet,
  };
}

test('every registered format reads the same dataset', async () => {
  const files = await writeAll();
  expect(Object.keys(files).sort()).toEqual(tableFormats.map(({ id }) => id).sort());
  const read = [];
  for (const path of Object.values(files)) {
    const dataset = await open(path, { allowBareFile: true, label: 'label' });
    const { ids, classes, featureNames } = dataset;
    read.push({ ids, classes, featureNames, oracle: [...dataset.oracle], columns: await columnsOf(dataset) });
  }
  expect(read[0]).toMatchObject({
    ids: ['a', 'b', 'c', 'd'],
    classes: ['no', 'yes'],
    oracle: [1, 0, 1, 0],
    featureNames: ['size', 'size is missing', 'seen', 'color = blue', 'color = red'],
  });
  for (const other of read.slice(1)) expect(other).toEqual(read[0]);
});

test('a byte order mark and line ends of Windows are no part of the data', async () => {
  for (const [name, text] of [
    ['data.csv', 'id,label\r\na,yes\r\nb,no\r\n'],
    ['data.jsonl', '{"id":"a","label":"yes"}\r\n{"id":"b","label":"no"}\r\n'],
  ] as const) {
    const path = join(makeFolder({ [name]: `\uFEFF${text}` }), name);
    const dataset = await open(path, { allowBareFile: true, label: 'label' });
    expect(dataset).toMatchObject({ ids: ['a', 'b'], classes: ['no', 'yes'] });
  }
});

test('labels keep their text where the first file has no column for them', async () => {
  const folder = makeFolder({
    'a.csv': 'x\n1\n',
    'b.csv': 'x,label\n2,2\n3,1.50\n',
    'label-scout.json': { version: 1, source: { kind: 'table', files: ['*.csv'], label: 'label' } },
  });
  expect((await open(folder)).classes).toEqual(['1.50', '2']);
});

test('several files of one format are read one after the other, columns matched by name', async () => {
  const folder = makeFolder({
    'b.csv': 'x,id\n3,three\n',
    'a.csv': 'id,x\none,1\ntwo,2\n',
    'label-scout.json': { version: 1, source: { kind: 'table', files: ['*.csv'], id: 'id' } },
  });
  const dataset = await open(folder);
  expect(dataset.ids).toEqual(['one', 'two', 'three']);
  expect((await columnsOf(dataset))['x']!.map(Math.sign)).toEqual([-1, 0, 1]);
});

test('a column that only some files have is missing in the others, whichever comes first', async () => {
  const [narrow, wide] = ['id,x\none,1\ntwo,3\n', 'y,ID,X\n5,003,3\n6,004,4\n'];
  const folder = (first: string, second: string, id: string) =>
    makeFolder({
      'a.csv': first,
      'b.csv': second,
      'label-scout.json': { version: 1, source: { kind: 'table', files: ['*.csv'], id } },
    });
  const later = await open(folder(narrow, wide, 'id'));
  expect(later.ids).toEqual(['one', 'two', '003', '004']);
  expect((await columnsOf(later))['y is missing']).toEqual([1, 1, 0, 0]);
  expect(later.notices.join()).toMatch(/a\.csv has no column "y", which another file has; its rows count as/);
  const earlier = await open(folder(wide, narrow, 'ID'));
  expect(earlier.ids).toEqual(['003', '004', 'one', 'two']);
  expect((await columnsOf(earlier))['y is missing']).toEqual([0, 0, 1, 1]);
  expect(earlier.notices.join()).toMatch(/b\.csv has no column "y"/);
});

test('a file name with wildcards stands for itself', async () => {
  const folder = makeFolder({ 'a[1]*.csv': 'id\nx\ny\n' });
  const dataset = await open(join(folder, 'a[1]*.csv'), { allowBareFile: true });
  expect(dataset.ids).toEqual(['x', 'y']);
});

test('a field may hold a document of megabytes', async () => {
  const folder = makeFolder({ 'data.csv': `id,text\na,"${'word '.repeat(600_000)}"\nb,short\n` });
  const dataset = await open(join(folder, 'data.csv'), { allowBareFile: true });
  expect(dataset.ids).toEqual(['a', 'b']);
});
