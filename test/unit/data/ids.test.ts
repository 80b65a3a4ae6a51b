import { expect, test } from 'vitest';
import { makeFolder, open, openFile, refusal, tableFolder } from './folder.ts';

test.each(['id', 'ID', '_id', 'Row', 'index', 'KEY', 'uuid', ''])(
  'a column named %j is the id when nobody declared one',
  async (name) => {
    const dataset = await openFile('data.csv', `x,${name},y\n5,007,1\n6,008,2\n`);
    expect(dataset.ids.map(Number)).toEqual([7, 8]);
    expect(dataset.featureNames).toEqual(['x', 'y']);
  },
);

test('ids keep the text of the file', async () => {
  const spaced = await openFile('data.csv', 'x, id , label\n1,007,01\n2,1.50,02\n', { label: 'label' });
  expect(spaced).toMatchObject({ ids: ['007', '1.50'], classes: ['01', '02'] });
  expect((await openFile('data.csv', 'id,x\n007,1\n1.50,2\n')).ids).toEqual(['007', '1.50']);
});

test('ids and labels keep the text of JSON Lines, too, where it looks like a date or a UUID', async () => {
  const records = [
    { uuid: 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', seen: '2024-02-01', day: '2024-01-01T00:00:00Z' },
    { uuid: 'B0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', seen: '2024-12-31', day: '2024-01-02T00:00:00Z' },
  ];
  const text = records.map((record) => JSON.stringify(record)).join('\n');
  const dataset = await openFile('data.jsonl', text, { label: 'day' });
  expect(dataset.ids).toEqual(records.map(({ uuid }) => uuid));
  expect(dataset.classes).toEqual(records.map(({ day }) => day));
  expect(dataset.featureNames).toEqual(['seen']);
  const days = JSON.stringify({ id: '12:30', x: 1 });
  expect((await openFile('data.jsonl', days)).ids).toEqual(['12:30']);
});

test('ids and labels keep the digits of JSON Lines, where some are whole and some are not', async () => {
  const text =
    '{"id":1,"x":1,"label":1}\n{"id":2.5,"x":2,"label":0.5}\n{"id":12345678901234567890123,"x":3,"label":1}\n';
  expect(await openFile('data.jsonl', text, { label: 'label' })).toMatchObject({
    ids: ['1', '2.5', '12345678901234567890123'],
    classes: ['0.5', '1'],
  });
});

test('columns whose names differ in upper and lower case only are told apart', async () => {
  expect((await openFile('data.csv', 'ID,id,x\n01,7,1\n02,7,2\n')).ids).toEqual(['01', '02']);
  const declared = tableFolder('ID,id,x\n01,7,1\n02,7,2\n', { id: 'ID' });
  expect((await open(declared)).ids).toEqual(['01', '02']);
});

test('labels keep their text in a Latin-1 table whose label column has a name beyond ASCII', async () => {
  const content = Buffer.from('id,x,größe\na,1,1.50\nb,2,2.50\n', 'latin1');
  expect((await openFile('data.csv', content, { label: 'größe' })).classes).toEqual(['1.50', '2.50']);
});

test('the first column whose values are all present and distinct is taken', async () => {
  expect((await openFile('data.csv', 'id,row,key\n1,a,k1\n1,b,k2\n')).ids).toEqual(['a', 'b']);
  expect((await openFile('data.csv', 'id,key\n1,k1\n,k2\n')).ids).toEqual(['k1', 'k2']);
});

test('the label column is no id, whatever its name', async () => {
  const dataset = await openFile('data.csv', 'key,x\na,1\nb,2\n', { label: 'key' });
  expect(dataset.ids[0]).toMatch(/^[0-9a-f]{16}$/);
});

test('without an id column, ids are hashes of the content; repeats are numbered', async () => {
  const csv = 'x,y\n1,a\n2,b\n1,a\n1,a\n';
  const { ids } = await openFile('data.csv', csv);
  const [first, second, third, fourth] = ids;
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(second).not.toBe(first);
  expect([third, fourth]).toEqual([`${first}#2`, `${first}#3`]);
});

test('hashes stay when rows are added or moved, columns are moved, and whole numbers meet fractions', async () => {
  const { ids } = await openFile('data.csv', 'x,y,z\n1,a,\n2,b,7\n');
  expect((await openFile('data.csv', 'y,z,x\nb,7,2\nc,,1.5\na,,1\n')).ids).toEqual([
    ids[1],
    expect.any(String),
    ids[0],
  ]);
  expect((await openFile('data.csv', 'x,y,z\n1,a,\n2,b,7\nword,c,8\n')).ids.slice(0, 2)).toEqual(ids);
});

test('a manifest without an id means hashes, which a corrected label does not change', async () => {
  const first = await open(tableFolder('id,x,label\n1,5,a\n2,6,b\n', { label: 'label' }));
  const second = await open(tableFolder('id,x,label\n1,5,b\n2,6,b\n', { label: 'label' }));
  expect(first.ids[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(second.ids).toEqual(first.ids);
});

test('no two of many rows share a hash', async () => {
  const lines = Array.from({ length: 20_000 }, (_, row) => `${row % 200},${Math.floor(row / 200)}`);
  const { ids } = await openFile('data.csv', `x,y\n${lines.join('\n')}`);
  expect(new Set(ids).size).toBe(20_000);
  expect(ids.some((id) => id.includes('#'))).toBe(false);
});

test('duplicate ids in a declared column are refused, naming two rows', async () => {
  const message = await refusal(open(tableFolder('id,x\na,1\nb,2\nc,3\nb,4\n', { id: 'id' })));
  expect(message).toContain('Rows 2 and 4 of data.csv have the same id "b" in column "id"');
});

test('a missing id in a declared column is refused, naming the row', async () => {
  expect(await refusal(open(tableFolder('id,x\na,1\n,2\n', { id: 'id' })))).toContain(
    'Row 2 of data.csv has no value in the id column "id"',
  );
});

test('in several files the rows of such a refusal are counted through, which it says', async () => {
  const source = { kind: 'table', files: ['*.csv'], id: 'id' };
  const files = { 'a.csv': 'id,x\na,1\nb,2\n', 'b.csv': 'id,x\nc,3\nb,4\n' };
  const folder = makeFolder({ ...files, 'label-scout.json': { version: 1, source } });
  expect(await refusal(open(folder))).toContain(
    'Rows 2 and 4, counted through 2 files from a.csv to b.csv, have the same id "b"',
  );
});

test('an id that is a whole number written as a fraction is the whole number', async () => {
  expect((await openFile('data.csv', 'id,x\n1.0,1\n2.5,2\n')).ids).toEqual(['1', '2.5']);
  const folder = tableFolder('id,x\n1.0,1\n1,2\n', { id: 'id' });
  expect(await refusal(open(folder))).toMatch(
    /Rows 1 and 2 of data\.csv have the same id "1" in column "id"/,
  );
});
