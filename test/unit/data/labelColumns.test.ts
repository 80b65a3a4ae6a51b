import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rankLabelColumns } from '../../../src/data/table/labelColumns.ts';
import { loadTable } from '../../../src/data/table/load.ts';
import { makeFolder } from './folder.ts';

async function ranked(csv: string) {
  const table = await loadTable([join(makeFolder({ 'data.csv': csv }), 'data.csv')], { verbatim: [] });
  try {
    return await rankLabelColumns(table);
  } finally {
    table.database.close();
  }
}

const rows = (count: number, write: (row: number) => string): string =>
  Array.from({ length: count }, (_, row) => write(row)).join('\n');

test('few words come before few whole numbers, these before fractions and what differs in every row', async () => {
  const csv = `id,size,grade,kind\n${rows(40, (row) => `r${row},${row / 8},${row % 5},${['ox', 'cow'][row % 2]}`)}\n`;
  const columns = await ranked(csv);
  expect(columns.map(({ name }) => name)).toEqual(['kind', 'grade', 'id', 'size']);
  expect(columns[0]).toEqual({ name: 'kind', values: 2, examples: ['cow', 'ox'] });
  expect(columns[1]).toEqual({ name: 'grade', values: 5, examples: ['0', '1', '2', '3'] });
  expect(columns[2]!.examples).toEqual([]);
});

test('a column with a usual name comes first, unless it has one value or is different in every row', async () => {
  const line = (row: number) => `${['red', 'blue'][row % 2]},${row % 7},same,${row}`;
  const columns = await ranked(`color,Target,label,y\n${rows(30, line)}\n`);
  expect(columns.map(({ name }) => name)).toEqual(['Target', 'color', 'label', 'y']);
});

test('words that only some rows have come before words that all have, but for a few missing ones and usual names', async () => {
  const line = (row: number) => {
    const [channel, region] = [
      ['mail', 'phone'][row % 2],
      row === 3 ? '' : ['north', 'south', 'east'][row % 3],
    ];
    return `${channel},${region},${row % 3 === 0 ? ['glad', 'cross'][row % 2] : ''},${row % 4 === 0 ? row % 3 : ''},`;
  };
  const csv = (name: string) => `${name},region,mood,stars,none\n${rows(40, line)}\n`;
  const order = async (name: string) => (await ranked(csv(name))).map((column) => column.name);
  expect(await order('channel')).toEqual(['mood', 'channel', 'region', 'stars', 'none']);
  expect(await order('category')).toEqual(['category', 'mood', 'region', 'stars', 'none']);
});

test('missing values are no class, and names with quotes are read', async () => {
  const columns = await ranked(
    `"the ""class""",x\n${rows(8, (row) => `${row % 3 === 0 ? '' : 'ab'[row % 2]},${row}`)}\n`,
  );
  expect(columns[0]).toEqual({ name: 'the "class"', values: 2, examples: ['a', 'b'] });
});
