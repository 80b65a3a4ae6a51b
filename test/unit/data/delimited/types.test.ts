import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, openFile, open } from '../folder.ts';
import { lines, read } from './read.ts';

const typesOf = async (text: string): Promise<string[]> =>
  (await read(text)).table.columns.map(({ type }) => type);

test('types hold every value as it is written', async () => {
  expect(
    await typesOf(
      'n,x,d,t,z\n1,1.5,2024-01-31,10:30,2024-01-01T00:00:00Z\n-2,1e3,2024-2-1,9:05:01,2024-01-01T00:00:00+02\n',
    ),
  ).toEqual(['BIGINT', 'DOUBLE', 'DATE', 'TIME', 'TIMESTAMP WITH TIME ZONE']);
  expect(
    await typesOf('zip,plus,code,day,long,yes\n007,+5,3_12,1/2/2024,12345678901234567890,true\n'),
  ).toEqual(Array.from({ length: 6 }, () => 'VARCHAR'));
});

test.each([
  ['0.4', ['5', '0.4'], 'DOUBLE'],
  ['1e3', ['5', '1e3'], 'DOUBLE'],
  ['1_000', ['5', '1_000'], 'VARCHAR'],
  ['007', ['5', '007'], 'VARCHAR'],
  ['2024-01-05 12:00:00', ['2024-01-05', '2024-01-05 12:00:00'], 'TIMESTAMP'],
  ['5/1/2024', ['2024-01-05', '5/1/2024'], 'VARCHAR'],
  ['12:30:00+01', ['12:30:00', '12:30:00+01'], 'VARCHAR'],
  ['a number after nothing', ['', '7'], 'BIGINT'],
])('a late %s is not rewritten', async (_, [early, late], type) => {
  const { table, columns } = await read(`x,y\n${lines(30_000, () => `${early},a`)}${late},b\n`);
  expect(table.columns[0]?.type).toBe(type);
  const value = columns['x']!.at(-1);
  expect(type === 'DOUBLE' ? Number(value) : value).toBe(type === 'DOUBLE' ? Number(late) : late);
});

test.each([
  ['moments', '2024-01-03T00:00:00Z', '2024-01-04T00:00:00Z'],
  ['fractions', '1.5', '2.50'],
  ['zeros', '007', '010'],
])('an index without a name keeps its %s', async (_, first, second) => {
  expect((await openFile('data.csv', `,x\n${first},1\n${second},2\n`)).ids).toEqual([first, second]);
});

test.each(['data.csv', 'data.tsv', 'data.jsonl'])('the name of a folder is no column of %s', async (name) => {
  const text = { 'data.csv': 'label,x\ncat,1\ndog,2\n', 'data.tsv': 'label\tx\ncat\t1\ndog\t2\n' }[name];
  const folder = makeFolder({ [name]: text ?? '{"label":"cat","x":1}\n{"label":"dog","x":2}\n' });
  const below = join(folder, 'label=old', 'split=train');
  mkdirSync(below, { recursive: true });
  renameSync(join(folder, name), join(below, name));
  const dataset = await open(join(below, name), { allowBareFile: true, label: 'label' });
  expect(dataset.classes).toEqual(['cat', 'dog']);
  expect(dataset.featureNames).toEqual(['x']);
});

test('columns of a wide table have the types that they would have alone', async () => {
  const count = 600;
  const kinds: readonly (readonly [string, string, string])[] = [
    ['1', '2', 'BIGINT'],
    ['1', '2.5', 'DOUBLE'],
    ['1', 'one', 'VARCHAR'],
    ['1', '01', 'VARCHAR'],
  ];
  const row = (cell: (kind: readonly [string, string, string]) => string): string =>
    Array.from({ length: count }, (_, index) => cell(kinds[index % kinds.length]!)).join(',');
  const header = Array.from({ length: count }, (_, index) => `x${index}`).join(',');
  const text = `${header}\n${lines(20, () => row(([early]) => early))}${row(([, late]) => late)}\n`;
  expect((await typesOf(text)).join()).toBe(row(([, , type]) => type));
});
