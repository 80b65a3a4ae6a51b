import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase, quoteText } from '../../../../src/runtime/duckdb.ts';
import { makeFolder, open, writeInto } from '../folder.ts';

/** Writes the rows of a query, and metadata of the file, to `data.parquet` in a fresh folder. */
async function write(query: string, metadata: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = makeFolder();
  const pairs = Object.entries(metadata).map(([key, value]) => `${key}: ${quoteText(value)}`);
  const database = await openDatabase();
  const path = join(folder, 'data.parquet');
  await database.execute(
    `COPY (${query}) TO ${quoteText(path)} (FORMAT parquet${pairs.length === 0 ? '' : `, KV_METADATA {${pairs.join(', ')}}`})`,
  );
  database.close();
  return path;
}

const openBare = async (path: string, label?: string) =>
  open(path, { allowBareFile: true, ...(label === undefined ? {} : { label }) });

const rows = (values: string, names: string): string => `FROM (VALUES ${values}) rows(${names})`;

test('NaN is no label, and whole fractions are whole numbers', async () => {
  const path = await write(
    rows(`(1, 1.0::DOUBLE), (2, 'nan'), (3, 0.0), (4, 0.1), (5, NULL), (6, 1e17)`, 'x, y'),
  );
  expect(await openBare(path, 'y')).toMatchObject({
    classes: ['0', '0.1', '1', '100000000000000000'],
    oracle: Int32Array.of(2, -1, 0, 1, -1, 3),
  });
});

test('ids of fractions, decimals, moments and UUIDs are texts of their own', async () => {
  const ids = async (values: string) => (await openBare(await write(rows(values, 'id, x')))).ids;
  expect(await ids(`(1.0::DOUBLE, 1), (2.5, 2)`)).toEqual(['1', '2.5']);
  expect(await ids(`(0.1::FLOAT, 1), (3, 2)`)).toEqual(['0.1', '3']);
  expect(await ids(`(1.00::DECIMAL(8, 2), 1), (2.50, 2)`)).toEqual(['1', '2.50']);
  expect(await ids(`(DATE '2024-01-31', 1), (DATE '2024-02-01', 2)`)).toEqual(['2024-01-31', '2024-02-01']);
  const uuid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11';
  expect(await ids(`('${uuid}'::UUID, 1)`)).toEqual([uuid]);
});

test('binary texts are decoded, and other bytes are no feature', async () => {
  const path = await write(
    `SELECT x, encode(y) AS y, z FROM (VALUES (1, 'café', '\\xFF'::BLOB), (2, 'thé', '\\xFE'::BLOB), (3, 'thé', '\\xFF'::BLOB), (4, 'café', '\\xFF'::BLOB)) rows(x, y, z)`,
  );
  const dataset = await openBare(path, 'y');
  expect(dataset.classes).toEqual(['café', 'thé']);
  expect(dataset.featureNames).toEqual(['x']);
  expect(dataset.notices.join()).toMatch(/"z" \(binary data\)/);
  expect((await dataset.account()).guesses).toContainEqual({
    what: 'text of column "y"',
    chosen: 'UTF-8',
    others: ['binary data'],
  });
});

test('lists and structures are no features, and are shown as JSON', async () => {
  const path = await write(
    rows(`(1, [1, 2], {'a': 'b'}), (2, [1, 2], {'a': 'b'}), (3, [], NULL), (4, [], NULL)`, 'x, y, z'),
  );
  const dataset = await openBare(path);
  expect(dataset.featureNames).toEqual(['x']);
  expect(dataset.notices.join()).toMatch(/"y" \(lists\), "z" \(structures\)/);
  expect(await dataset.sample(0)).toMatchObject({ fields: [{}, { value: '[1,2]' }, { value: '{"a":"b"}' }] });
});

const huggingFace = (feature: unknown): Readonly<Record<string, string>> => ({
  huggingface: JSON.stringify({ info: { features: { y: feature } } }),
});

const named = huggingFace({ names: ['pos', 'neg', 'other'], _type: 'ClassLabel' });

test('class names of Hugging Face stand for their numbers, in their order', async () => {
  const path = await write(rows(`(1, 1), (2, 0), (3, -1), (4, NULL)`, 'x, y'), named);
  expect(await openBare(path, 'y')).toMatchObject({
    classes: ['pos', 'neg', 'other'],
    oracle: Int32Array.of(1, 0, -1, -1),
  });
});

test('class names stand for the numbers of lists of one, too', async () => {
  const metadata = huggingFace({ feature: { names: ['a', 'b'], _type: 'ClassLabel' }, _type: 'List' });
  const path = await write(rows(`(1, [1]), (2, [0]), (3, []::INTEGER[])`, 'x, y'), metadata);
  expect(await openBare(path, 'y')).toMatchObject({ classes: ['a', 'b'], oracle: Int32Array.of(1, 0, -1) });
});

test('a manifest whose classes are the numbers keeps them', async () => {
  const path = await write(rows(`(1, 1), (2, 0)`, 'x, y'), named);
  const manifest = {
    version: 1,
    source: { kind: 'table', files: ['data.parquet'], label: 'y' },
    classes: [{ name: '0' }, { name: '1' }],
  };
  writeInto(join(path, '..'), 'label-scout.json', manifest);
  expect(await open(join(path, '..'))).toMatchObject({ classes: ['0', '1'], oracle: Int32Array.of(1, 0) });
});

test.each([
  ['repeated names', huggingFace({ names: ['a', 'a'], _type: 'ClassLabel' }), /damaged or differ/],
  ['names that are no texts', huggingFace({ names: [1, null], _type: 'ClassLabel' }), /damaged or differ/],
  ['a name that is empty', huggingFace({ names: ['', 'b'], _type: 'ClassLabel' }), /damaged or differ/],
  ['too few names', huggingFace({ names: ['a'], _type: 'ClassLabel' }), /other values than the numbers/],
  ['no JSON', { huggingface: '{' }, undefined],
  ['another form', { huggingface: '{"info":{"features":[1]}}' }, undefined],
])('numbers stay where the metadata has %s', async (_, metadata, notice) => {
  const dataset = await openBare(await write(rows(`(1, 1), (2, 0)`, 'x, y'), metadata), 'y');
  expect(dataset.classes).toEqual(['0', '1']);
  if (notice !== undefined) expect(dataset.notices.join()).toMatch(notice);
});

test('the index that pandas writes is no feature, and an id where it can be one', async () => {
  const unnamed = await openBare(await write(rows(`(5, 10), (6, 11), (7, 12)`, 'x, __index_level_0__')));
  expect(unnamed).toMatchObject({ featureNames: ['x'], ids: ['10', '11', '12'] });
  const repeated = await openBare(await write(rows(`(5, 10), (6, 10), (7, 12)`, 'x, __index_level_0__')));
  expect(repeated.featureNames).toEqual(['x']);
  expect(repeated.notices.join()).toMatch(
    /"__index_level_0__" \(the index of the rows that pandas has written\)/,
  );
  const metadata = { pandas: JSON.stringify({ index_columns: ['patient', { kind: 'range' }] }) };
  const called = await openBare(await write(rows(`(5, 10), (6, 11)`, 'x, patient'), metadata));
  expect(called.featureNames).toEqual(['x']);
});
