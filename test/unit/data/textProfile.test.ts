import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { suggestManifest } from '../../../src/data/init.ts';
import { countWords, lookOf } from '../../../src/data/table/textLook.ts';
import { readWritten } from '../../../src/data/table/writtenValues.ts';
import { numberExpression } from '../../../src/data/table/profile.ts';
import { openDatabase, quoteText } from '../../../src/runtime/duckdb.ts';
import { makeFolder } from './folder.ts';

const textsOf = async (rows: number, text: (row: number) => string): Promise<unknown> => {
  const csv = `id,x,said\n${Array.from({ length: rows }, (_, row) => `${row},${row % 7},"${text(row)}"`).join('\n')}\n`;
  const { manifest } = await suggestManifest(join(makeFolder({ 'data.csv': csv }), 'data.csv'));
  return manifest.source.kind === 'table' ? manifest.source.features?.text : undefined;
};

test.each([
  ['Chinese', (row: number) => `这家餐厅的服务非常好我们全家都很满意第${row}次`],
  ['Japanese', (row: number) => `この製品はとても使いやすいです${row}`],
  ['Thai', (row: number) => `ร้านอาหารนี้บริการดีมากและอาหารอร่อย${row}`],
  ['short titles', (row: number) => `red lamp ${row}`],
])('%s is free text, and a feature beside numbers', async (_, text) => {
  expect(await textsOf(20, text)).toEqual(['said']);
});

test('free text is a feature in tables of more rows than are profiled', async () => {
  expect(await textsOf(21_000, (row) => `the quick red fox number ${row} jumps`)).toEqual(['said']);
});

test.each([
  ['web addresses', ['https://example.org/a', 'www.example.org', 'http://example.org/b c'.replace(' ', '')]],
  ['e-mail addresses', ['a@example.org', 'b.c@example.com']],
  ['file paths', ['/home/my files/a.txt', 'src/data/init.ts', 'C:\\\\data\\\\x.png']],
  ['hashes', ['d41d8cd98f00b204e9800998ecf8427e', '0cc175b9c0f1b6a831c399e269772661']],
  ['codes', ['AB-1', 'AB-2', 'x12']],
  ['names', ['Ada Lovelace', 'Alan Turing', 'Grace Hopper']],
  ['prose', ['Red Lamp', 'Blue Lamp', 'Red Chair', 'Blue Chair']],
  ['JSON', ['{"a": 1, "b": 2}', '["x y", "z"]']],
])('texts that are %s are told as such', (look, texts) => {
  expect(lookOf(texts)).toBe(look);
});

test('words are counted without spaces, too, and numbers are none', () => {
  expect(countWords('the quick fox 17')).toBe(3);
  expect(countWords('红色台灯')).toBe(2);
  expect(countWords('A12 B34')).toBe(0);
});

test('texts are numbers, missing or neither exactly as the database reads them', async () => {
  const database = await openDatabase();
  onTestFinished(() => database.close());
  const texts =
    '1|+1|-1|+-1|1.|.5|.|1e5|1E+5|1e|1e400|-1e400|1e-400|inf|-inf|Infinity|nan|-NaN| 1|1 |\t1|0x1F|1d|1_000|_1|१|1,5|--1|- 1|1 2|00012|TRUE|false|yes';
  for (const text of texts.split('|')) {
    const column = numberExpression({ name: 'x', type: 'VARCHAR', writtenName: 'x' });
    const [row] = await database.rows(`SELECT ${column} FROM (SELECT ${quoteText(text)} AS x)`);
    const value = row![0] as number | null;
    const { number, truth, marker } = readWritten(text);
    expect([text, number || truth, marker]).toEqual([
      text,
      value !== null && Number.isFinite(value),
      value !== null && !Number.isFinite(value),
    ]);
  }
});
