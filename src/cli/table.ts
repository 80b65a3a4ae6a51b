import { oneLine } from './oneLine.ts';

/** One column of a printed table. */
export interface Column<Row> {
  readonly title: string;
  readonly align?: 'right';
  readonly cell: (row: Row) => string;
}

/** A plain table, two spaces between the columns, without trailing spaces. */
export function renderTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = [
    columns.map(({ title }) => title),
    // Names of files may hold line breaks; a row stays a line.
    ...rows.map((row) => columns.map(({ cell }) => oneLine(cell(row)))),
  ];
  const widthOf = (text: string): number => [...text].length;
  // Line by line: a whole pool is more than a function takes as arguments.
  const widths = columns.map((_, index) =>
    cells.reduce((widest, line) => Math.max(widest, widthOf(line[index]!)), 0),
  );
  const pad = (text: string, index: number): string => {
    const space = ' '.repeat(widths[index]! - widthOf(text));
    return columns[index]!.align === 'right' ? space + text : text + space;
  };
  return cells.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}
