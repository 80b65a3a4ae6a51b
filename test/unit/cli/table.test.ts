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
