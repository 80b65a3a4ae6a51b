import { join } from 'node:path';
import { expect, test } from 'vitest';
import { suggestManifest } from '../../../src/data/init.ts';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import { columnsOf, makeFolder, open, openFile, tableFolder } from './folder.ts';

const rows = (count: number, line: (row: number) => string): string =>
  Array.from({ length: count }, (_, row) => line(row)).join('\n');

test('numbers, booleans and dates are numeric; few different texts are categories; the rest is left out', async () => {
  const csv = `age,member,joined,color,name\n${rows(8, (row) => `${row},${row % 2 === 0},2024-01-0${row + 1},${row % 2 ? 'red' : 'blue'},name ${row}`)}`;
  const dataset = await openFile('data.csv', csv);
  expect(dataset.featureNames).toEqual(['age', 'member', 'joined', 'color = blue', 'color = red']);
  const columns = await columnsOf(dataset);
  // All three run evenly, so that standardized they are the same.
  expect(columns['joined']).toEqual(columns['age']);
  expect(columns['member']).toEqual([1, -1, 1, -1, 1, -1, 1, -1]);
  expect(columns['color = red']).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
});

test('moments are seconds in every spelling, with a time zone, too', async () => {
  const second = (row: number): string => String(10 + row);
  const csv = `utc,offset,plain,millis\n${rows(8, (row) => {
    const moment = `2024-03-01T12:00:${second(row)}`;
    return `${moment}Z,2024-03-01T13:00:${second(row)}+01:00,${moment.replace('T', ' ')},${moment}.000Z`;
  })}`;
  const columns = await columnsOf(await openFile('data.csv', csv));
  expect(Object.keys(columns)).toEqual(['utc', 'offset', 'plain', 'millis']);
  for (const name of ['offset', 'plain', 'millis']) expect(columns[name]).toEqual(columns['utc']);
  expect(columns['utc']).toEqual(columns['utc']!.toSorted((a, b) => a - b));
});

test('missing numbers become the median with an indicator, missing categories a level of their own', async () => {
  const dataset = await openFile('data.csv', 'x,c\n1,a\n,a\n3,\n2,b\n10,b\n5,a\n');
  expect(dataset.featureNames).toEqual(['x', 'x is missing', 'c = a', 'c = b', 'c is missing']);
  const columns = await columnsOf(dataset);
  expect(columns['x is missing']).toEqual([0, 1, 0, 0, 0, 0]);
  expect(columns['c is missing']).toEqual([0, 0, 1, 0, 0, 0]);
  const values = [1, 3, 3, 2, 10, 5];
  const mean = 4;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 6);
  for (const [row, value] of values.entries())
    expect(columns['x']![row]).toBeCloseTo((value - mean) / deviation, 6);
});

test('tells how each column is made, so that others can make it too', async () => {
  const dataset = await openFile(
    'data.csv',
    'x,c,t\n1,a,one\n,a,two\n3,,three\n2,b,four\n10,b,five\n5,a,six\n',
  );
  expect(dataset.featureSteps).toEqual([]);
  const columns = await columnsOf(dataset);
  const [numeric, categorical, ...others] = dataset.featureSteps;
  expect(others).toEqual([]);
  if (numeric?.kind !== 'numeric') throw new Error('The first column is numeric.');
  const { median, mean, scale } = numeric;
  const values = [1, null, 3, 2, 10, 5].map((value) => ((value ?? median) - mean) / scale);
  expect(columns['x']).toEqual(values.map((value) => expect.closeTo(value, 6)));
  expect(numeric).toMatchObject({ column: 'x', missing: true });
  const levels = ['a', 'b'];
  expect(categorical).toEqual({ kind: 'categorical', column: 'c', levels, hashed: 64, missing: true });
});

test('NaN is missing; infinities are missing, with a notice', async () => {
  const dataset = await openFile('data.csv', 'x\n1\nnan\ninf\n-inf\n2\n');
  expect((await columnsOf(dataset))['x is missing']).toEqual([0, 1, 1, 1, 0]);
  expect(dataset.notices).toEqual(['Column "x": 2 rows with an infinite value, read as missing.']);
});

test('infinite moments are missing, with a notice', async () => {
  const csv = 'at\n2024-01-01 00:00:00\n-infinity\ninfinity\n""\n2024-01-03 00:00:00\n';
  const dataset = await openFile('data.csv', csv);
  expect((await columnsOf(dataset))['at is missing']).toEqual([0, 1, 1, 1, 0]);
  expect(dataset.notices).toEqual(['Column "at": 2 rows with an infinite value, read as missing.']);
});

test('enormous numbers stay finite', async () => {
  const columns = await columnsOf(await openFile('data.csv', 'x\n1e308\n-1e308\n1e308\n5\n'));
  expect(columns['x']!.every(Number.isFinite)).toBe(true);
  expect(columns['x']![1]!).toBeLessThan(columns['x']![3]!);
});

test('words for missing among numbers do not turn the column into text', async () => {
  const dataset = await openFile('data.csv', 'x\n1\nNA\n?\n2\n');
  expect(dataset.featureNames).toEqual(['x', 'x is missing']);
  expect(dataset.notices).toEqual([
    'Column "x": 2 rows with a word such as NA among numbers, read as missing.',
  ]);
});

test('texts in a column that is listed as one of numbers are missing, with a notice', async () => {
  const features = { numeric: ['price', 'color'], categorical: [] };
  const csv = 'price,color\n"1,234",red\n,red\n7,blue\nNA,\n';
  const dataset = await open(tableFolder(csv, { features }));
  expect(dataset.featureNames).toEqual(['price', 'price is missing']);
  expect(dataset.notices).toEqual([
    'Column "price": 2 rows with a text that is no number such as 1234 or 1.5, read as missing.',
    'Column "color": 3 rows with a text that is no number such as 1234 or 1.5, read as missing.',
  ]);
});

test('codes with an underscore are no numbers', async () => {
  const dataset = await openFile('data.csv', 'place\n1_12\n11_2\n1_12\n11_2\n');
  expect(dataset.featureNames).toEqual(['place = 11_2', 'place = 1_12']);
});

test('yes and no are categories and keep their names; true and false are numbers', async () => {
  const dataset = await openFile('data.csv', 'a,b\nyes,TRUE\nno,false\nyes,\nno,true\n');
  expect(dataset.featureNames).toEqual(['b', 'b is missing', 'a = no', 'a = yes']);
  expect((await columnsOf(dataset))['b']!.map(Math.sign)).toEqual([1, -1, 1, 1]);
  expect(await dataset.sample(0)).toMatchObject({ fields: [{ value: 'yes' }, { value: 'TRUE' }] });
});

test('numbers and dates written in other ways are texts, and told of unless they are listed as such', async () => {
  const line = (row: number) =>
    `"${row},000","${row},5",${row}.01.2024,1/${row}/2024 10:00,v1.${row}.${row},${row} %`;
  const csv = `price,size,day,moment,version,share\n${rows(12, (row) => line(row + 1))}\n`;
  const { notices } = await openFile('data.csv', csv);
  expect(notices.map((notice) => /^Column "(\w+)" holds (numbers|dates)/.exec(notice)?.slice(1))).toEqual([
    ['price', 'numbers'],
    ['size', 'numbers'],
    ['day', 'dates'],
    ['moment', 'dates'],
    ['share', 'numbers'],
  ]);
  const features = { categorical: ['price', 'size'], text: ['day', 'moment', 'share'] };
  expect((await open(tableFolder(csv, { features }))).notices).toEqual([]);
  const suggested = await suggestManifest(join(makeFolder({ 'data.csv': csv }), 'data.csv'), {});
  expect(suggested.manifest.source.features).toMatchObject({ text: ['version'] });
});

test('a text after many numbers makes the column text instead of an error', async () => {
  const csv = `x,y\n${rows(30_000, (row) => `${row === 29_000 ? 'late' : row % 5},1`)}`;
  const dataset = await openFile('data.csv', csv);
  expect(dataset.featureNames).toContain('x = late');
  expect(dataset.ids).toHaveLength(30_000);
});

test('categories need at most 1,000 levels and at most half as many as rows; above 64 they are hashed', async () => {
  const csv = `half,more,many,wide\n${rows(4000, (row) => `h${row % 64},m${row % 1001},u${row % 2001},w${row % 65}`)}`;
  const { featureNames } = await openFile('data.csv', csv);
  expect(featureNames.filter((name) => name.startsWith('half = '))).toHaveLength(64);
  expect(featureNames.filter((name) => name.startsWith('wide #'))).toHaveLength(64);
  expect(featureNames).toHaveLength(128);
  const few = await openFile('data.csv', 'x,y\na,1\nb,1\nc,1\nc,1\n');
  expect(few.featureNames).toEqual(['y']);
});

test('lists in the manifest overrule the automatic choice', async () => {
  const csv = 'zip,note,size\n1,good and cheap,5\n2,bad,6\n1,good,7\n2,"bad, dear",8\n';
  const features = { numeric: ['size'], categorical: ['zip'], text: ['note'] };
  const dataset = await open(tableFolder(csv, { features }));
  expect(dataset.featureNames.slice(0, 4)).toEqual(['size', 'zip = 1', 'zip = 2', 'note ~0']);
  expect(dataset.featureNames).toHaveLength(3 + 100);
  const automatic = await open(tableFolder(csv, { features: { categorical: ['zip'] } }));
  expect(automatic.featureNames).toEqual(['size', 'zip = 1', 'zip = 2']);
});

test('a table without features says so', async () => {
  const dataset = await open(tableFolder('id,note\n1,a\n2,b\n', { id: 'id' }));
  expect(dataset.featureNames).toEqual([]);
  expect(dataset.notices.join()).toContain('No column is a feature');
  expect((await dataset.features(allocateMatrix)).columns).toBe(0);
});

test('statistics and levels come from the fit rows', async () => {
  const dataset = await openFile('data.csv', 'x,c\n1,a\n3,a\n1000,b\n-1000,b\n');
  const columns = await columnsOf(dataset, Int32Array.of(0, 1));
  expect(columns['x']!.slice(0, 2)).toEqual([-1, 1]);
  expect(columns['c = b']).toEqual([0, 0, 0, 0]);
  expect((await columnsOf(dataset))['c = b']).toEqual([0, 0, 1, 1]);
});

test('the label is neither a feature nor shown; show displays and excludes nothing', async () => {
  const csv = 'id,x,y,label\n1,5,7,a\n2,6,8,b\n';
  const all = await open(tableFolder(csv, { id: 'id', label: 'label' }));
  expect(all.featureNames).toEqual(['x', 'y']);
  expect(await all.sample(1)).toEqual({
    kind: 'row',
    fields: [
      { name: 'id', value: '2' },
      { name: 'x', value: '6' },
      { name: 'y', value: '8' },
    ],
  });
  const shown = await open(tableFolder(csv, { id: 'id', label: 'label', show: ['y', 'label'] }));
  expect(shown.featureNames).toEqual(['x', 'y']);
  expect(await shown.sample(0)).toEqual({ kind: 'row', fields: [{ name: 'y', value: '7' }] });
});

test('rows keep the order of the file, in ids, features and samples, however many threads read it', async () => {
  const count = 60_000;
  const dataset = await openFile('data.csv', `id,x\n${rows(count, (row) => `r${row},${row}`)}`);
  expect(dataset.ids.every((id, row) => id === `r${row}`)).toBe(true);
  const { x } = await columnsOf(dataset);
  expect(x!.every((value, row) => row === 0 || value > x![row - 1]!)).toBe(true);
  expect(await dataset.sample(51_234)).toMatchObject({ fields: [{ value: 'r51234' }, { value: '51234' }] });
});

test('a column named rowid does not confuse the rows', async () => {
  const dataset = await openFile('data.csv', 'rowid,x\n1,a\n0,b\n');
  expect(await dataset.sample(1)).toMatchObject({ fields: [{ value: '0' }, { value: 'b' }] });
});

test('quotes, line ends and delimiters inside values are kept', async () => {
  const dataset = await openFile('data.csv', 'id;note\r\n1;"a; ""b""\nc"\r\n2;d\r\n');
  expect(await dataset.sample(0)).toMatchObject({
    fields: [{ value: '1' }, { name: 'note', value: 'a; "b"\nc' }],
  });
});
