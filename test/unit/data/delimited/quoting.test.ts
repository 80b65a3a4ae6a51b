import { expect, test } from 'vitest';
import { lines, read } from './read.ts';

const among = (delimiter: string, rows: string): string =>
  `text${delimiter}label\n${lines(3, () => `plain${delimiter}a`)}${rows}${lines(3, () => `plain${delimiter}a`)}`;
const texts = async (rows: string, name = 'data.tsv') => {
  const { columns, notices } = await read(among(name.endsWith('.tsv') ? '\t' : ',', rows), {}, name);
  return { texts: columns['text']!.slice(3, -3), notices };
};

test.each([
  ['two quotes around a line end', '"Well\ta\nhe said"\tb\n', ['"Well', 'he said"']],
  ['a quote that is never closed', '"Well\ta\n', ['"Well']],
  ['a quoted word at the start', '"Well" he said\ta\n12" screen\tb\n', ['"Well" he said', '12" screen']],
])('tab-separated values with %s keep their quotes and their rows', async (_, rows, expected) => {
  const found = await texts(rows);
  expect(found.texts).toEqual(expected);
  expect(found.notices).toMatch(/quotes are read as part of the values/);
});

test('tab-separated values may be quoted', async () => {
  const found = await texts('"a ""b"""\ta\n"two\nlines"\tb\n');
  expect(found).toEqual({ texts: ['a "b"', 'two\nlines'], notices: '' });
});

test('quotes far below the start of the file count', async () => {
  const text = `text\tlabel\n${lines(60_000, (i) => `plain words number ${i}\ta`)}"Well\ta\nhe said"\tb\n`;
  expect((await read(text, {}, 'data.tsv')).table.rowCount).toBe(60_002);
});

test.each([
  ['never closed', '"a, b",x\n"Well,x\n', /data\.csv, line 6: a quote opens a value and is never closed/],
  [
    'closed before the end of its value',
    '"a, b",x\n"Well" he said,x\n',
    /data\.csv, line 6: .*text follows the quote/,
  ],
])('of quoted values one that is %s is an error where it opens', async (_, rows, sentence) => {
  await expect(texts(rows, 'data.csv')).rejects.toThrow(sentence);
});

test('rows that a quoted value may have joined are told of', async () => {
  const found = await texts('"Well,a\nhe said",b\n', 'data.csv');
  expect(found.texts).toEqual(['Well,a\nhe said']);
  expect(found.notices).toMatch(/data\.csv, lines 5 to 6 are read as one row/);
});

test('a backslash may stand before quotes', async () => {
  const found = await texts('"say \\"hi\\", ok",a\n"c:\\\\x",b\n', 'data.csv');
  expect(found).toEqual({ texts: ['say "hi", ok', 'c:\\x'], notices: '' });
  const other = await texts('"say \\"hi\\"\\n",a\n', 'data.csv');
  expect(other.notices).toMatch(/so \\n is read as n \(line 5\)/);
  expect((await texts('"c:\\dir\\",a\n', 'data.csv')).texts).toEqual(['c:\\dir\\']);
});
