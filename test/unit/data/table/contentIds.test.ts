import { expect, test } from 'vitest';
import { openFile } from '../folder.ts';

const idsOf = async (name: string, text: string): Promise<readonly string[]> =>
  (await openFile(name, text)).ids;

test.each([
  ['a key that other rows have not', '{"x":2,"new":1}'],
  ['a fraction in a column of whole numbers', '{"x":2.5}'],
  ['a text in a column of numbers', '{"x":"two"}'],
  ['an object in a column of numbers', '{"x":{"a":1}}'],
  ['a long number', '{"x":12345678901234567890}'],
  ['a truth among numbers', '{"x":true}'],
  ['a text among truths', '{"truth":"maybe"}'],
  ['a text among days', '{"day":"soon"}'],
  ['a moment among days', '{"day":"2024-01-31T10:00:00+02:00"}'],
  ['a text among moments', '{"moment":"soon"}'],
  ['a text among times of day', '{"clock":"noon"}'],
])('%s that is appended changes no id of JSON Lines', async (_, row) => {
  const rows = [
    '{"x":1,"truth":true,"day":"2024-01-31","moment":"2024-01-31T12:30:00.5Z","clock":"12:30:00"}',
    '{"x":1,"truth":null,"day":"","moment":"2024-01-31T12:30:00Z","list":[1.50]}',
    '{"x":1,"truth":true,"day":"2024-01-31","moment":"2024-01-31T12:30:00.5Z","clock":"12:30:00"}',
  ].join('\n');
  const before = await idsOf('data.jsonl', `${rows}\n`);
  expect(before[2]).toBe(`${before[0]}#2`);
  const after = await idsOf('data.jsonl', `${rows}\n${row}\n`);
  expect(after.slice(0, 3)).toEqual(before);
  expect(new Set(after).size).toBe(4);
});

test('columns that are empty in a row, and their order, change no id of CSV', async () => {
  const before = await idsOf('data.csv', 'x,y\n1,2024-01-31\n2,b\n');
  expect(await idsOf('data.csv', 'new,y,x\n,2024-01-31,1.0\n,b,2\n5,c,3\n')).toEqual([
    ...before,
    expect.anything(),
  ]);
  const days = await idsOf('data.csv', 'x,y\n1,2024-01-31\n');
  expect(days[0]).toBe(before[0]);
});

test('the same values in other columns are other content', async () => {
  const ids = await idsOf('data.csv', 'x,y,z\n1,2,\n2,1,\n1,,2\n,1,2\n');
  expect(new Set(ids.map((id) => id.slice(0, 16))).size).toBe(4);
});
