import { expect, test } from 'vitest';
import { lines, read } from './read.ts';

test.each([
  ['a title', 'Report of 2024\na;b\n1,5;2\n2,5;2\n', /line 1 stands above the table.*"Report of 2024"/],
  ['a title in a cell of its own', 'Title,,\na,b,c\n1,2,3\n2,2,2\n', /line 1 stands above the table/],
  ['comments', '# by x, on y\n# more\na,b\n1,2\n3,4\n', /2 lines stand above the table/],
  ['blank lines', '\r\n\r\na,b\r\n1,2\r\n3,4\r\n', /^$/],
])('%s above the column names', async (_, text, notice) => {
  const { table, notices } = await read(text);
  expect(table.columns.map(({ name }) => name).slice(0, 2)).toEqual(['a', 'b']);
  expect(table.rowCount).toBe(2);
  expect(notices).toMatch(notice);
});

test('a sign of comments may belong to the first name', async () => {
  expect(Object.keys((await read('#a,b\n1,2\n3,4\n')).columns)).toEqual(['#a', 'b']);
});

test('blank lines are no rows, and are told of between rows; an empty quoted value is a row', async () => {
  const one = await read('text\na\n\n""\nb\n\n\n');
  expect(one.columns).toEqual({ text: ['a', null, 'b'] });
  expect(one.notices).toMatch(/1 blank line between the rows is not read as a row/);
  const two = await read('a,b\n1,"x\n\ny"\n\n3,4\n\n\n');
  expect(two.columns).toEqual({ a: ['1', '3'], b: ['x\n\ny', '4'] });
  expect(two.notices).toMatch(/1 blank line between/);
});

test('rows of nothing but delimiters are left out at the end and kept above others', async () => {
  const { columns, notices } = await read('a,b\n1,2\n,\n3,4\n,\n,\n');
  expect(columns).toEqual({ a: ['1', null, '3'], b: ['2', null, '4'] });
  expect(notices).toMatch(/2 rows without any value stand at the end and are left out/);
  expect(notices).toMatch(/1 row has no value in any column/);
});

const short = /data\.csv, line (\d+): 1 value where the header names 2 columns/;
test.each([
  ['quoted line ends', 'a,b\n"1\n\n1",2\n3\n4,5\n', '5'],
  ['blank lines', 'a,b\n1,2\n\n3\n4,5\n', '4'],
  ['a title', 'Title\n\na,b\n1,2\n3,4\n3,4\n3,4\n3,4\n3,4\n3,4\n3,4\n3\n4,5\n', '12'],
  ['a cell of megabytes', `a,b\n${lines(5, () => '1,2')}${'word '.repeat(4e6)},1\n3\n`, '8'],
  ['many rows', `a,b\n${lines(30_000, () => '1,2')}3\n`, '30002'],
])('behind %s an error names the line of the file', async (_, text, line) => {
  const error = await read(text).catch((reason: unknown) => String(reason));
  expect(short.exec(error as string)?.[1]).toBe(line);
});

test('a cell may be longer than the reader takes by itself', async () => {
  const long = 'word '.repeat(5e6);
  const { table } = await read(`id,text\na,short\nb,${long}\n`);
  const [row] = await table.database.rows('SELECT max(length(text))::INTEGER FROM data');
  expect(row).toEqual([long.length]);
});

test('columns with repeated, spaced or no names say how they are called', async () => {
  const { table, notices } = await read('a,a,A, b ,\n1,2,3,4,5\n2,3,4,5,6\n');
  expect(table.columns.map(({ name }) => name)).toEqual(['a', 'a_1', 'A_2', 'b', 'column4']);
  expect(table.columns.map(({ writtenName }) => writtenName)).toEqual(['a', 'a', 'A', 'b', '']);
  expect(notices).toMatch(
    /"a" is "a_1", "A" is "A_2", " b " is "b", column 5, which has no name, is "column4"/,
  );
});
