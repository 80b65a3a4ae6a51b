import { expect, it } from 'vitest';
import { renderTable } from '../../../src/cli/table.ts';

it('keeps a row in one line, whatever the names of files hold', () => {
  const columns = [
    { title: 'id', cell: ([id = '']: readonly string[]) => id },
    { title: 'class', cell: ([, name = '']: readonly string[]) => name },
  ];
  expect(
    renderTable(columns, [
      ['a\n b.png', 'x\r\ny'],
      ['c.png', 'z'],
    ]),
  ).toBe(['id       class', 'a b.png  x y', 'c.png    z'].join('\n'));
});

it('gives a terminal nothing to obey: cells show their control characters', () => {
  const columns = [{ title: 'id', cell: (id: string) => id }];
  const link = '\u001B]8;;command:x\u0007here\u001B]8;;\u0007';
  expect(renderTable(columns, [link, 'a\u009B2J', 'gpj.\u202Eexe', 'a\tb']).split('\n')).toEqual([
    'id',
    '<U+001B>]8;;command:x<U+0007>here<U+001B>]8;;<U+0007>',
    'a<U+009B>2J',
    'gpj.<U+202E>exe',
    'a b',
  ]);
});

it('takes no longer for names of blanks', () => {
  const blanks = ' '.repeat(1_000_000);
  const text = renderTable(
    [{ title: 'id', cell: (name: string) => name }],
    [`a${blanks}b`, `c${blanks}\n d`],
  );
  expect(text.split('\n').slice(1)).toEqual([`a${blanks}b`, 'c d']);
});

it('prints a whole pool', () => {
  const rows = Array.from({ length: 300_000 }, (_, row) => row);
  const text = renderTable([{ title: 'row', cell: (row: number) => String(row) }], rows);
  expect(text.split('\n')).toHaveLength(300_001);
});
