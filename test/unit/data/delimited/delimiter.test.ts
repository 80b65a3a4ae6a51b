import { expect, test } from 'vitest';
import { lines, read } from './read.ts';

test.each([
  [
    'commas inside names',
    `Name (short, required);Price (EUR, net);label\n${lines(9, (i) => `t${i};${i};a`)}`,
    3,
  ],
  [
    'names and decimals with as many commas',
    `Höhe, cm;Masse, kg;Art\n${lines(9, (i) => `15${i},5;6${i},2;a`)}`,
    3,
  ],
  ['commas in every name and value', `Name,first;x\n${lines(9, (i) => `Smith,John;${i}`)}`, 2],
  ['sentences beside a semicolon', `text;x\n${lines(9, (i) => `Well, yes;${i}`)}`, 2],
  ['lists inside values', `id,genres\n${lines(9, (i) => `${i},Action|Drama|War`)}`, 2],
  ['vertical bars', `a|b|c\n${lines(9, (i) => `${i}|x, y|z`)}`, 3],
  ['tildes', `a~b~c\n${lines(9, (i) => `${i}~x y~z`)}`, 3],
  ['one column of times', `when\n${lines(9, (i) => `1${i}:30`)}`, 1],
  ['one column of sentences', `text\n${lines(9, (i) => `Well, yes${i % 2 ? ', or no' : ''}`)}`, 1],
  ['a line of Excel that names the delimiter', `sep=;\r\na;b;c\r\n1,5;2,5;3,5\r\n`, 3],
])('%s do not mislead', async (_, text, columns) => {
  expect((await read(text)).table.columns).toHaveLength(columns);
});

test('a file with the extension of tab-separated values may hold commas', async () => {
  const { columns } = await read('a,b\n1,2\n', {}, 'data.tsv');
  expect(columns).toEqual({ a: ['1'], b: ['2'] });
});

test('the choice and what else it could be are told, as a notice only where both are likely', async () => {
  const sure = await read(`Höhe, cm;Masse, kg;Art\n${lines(9, (i) => `15${i},5;6${i},2;a`)}`);
  expect(sure.table.guesses).toContainEqual({ what: 'delimiter', chosen: 'semicolon', others: ['comma'] });
  expect(sure.notices).toBe('');
  const doubtful = await read(`Name,first;x\n${lines(9, (i) => `Smith,John;${i}`)}`);
  expect(doubtful.notices).toMatch(/with the semicolon as delimiter, but could be separated by the comma/);
});

test('a delimiter at the end of rows, of the header or of both is no value', async () => {
  const both = await read('a,b,\n1,2,\n3,4,\n');
  expect(both.columns).toMatchObject({ a: ['1', '3'], b: ['2', '4'], column2: [null, null] });
  expect((await read('a,b\n1,2,\n3,4,\n')).columns).toEqual(both.columns);
  expect((await read('a,b,\n1,2\n3,4\n')).columns).toEqual({ a: ['1', '3'], b: ['2', '4'] });
});
