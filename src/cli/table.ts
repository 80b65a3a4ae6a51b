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
    ...rows.map((row) => columns.map(({ cell }) => cell(row).replaceAll(/\s*[\r\n\u2028\u2029]\s*/g, ' '))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => [...line[index]!].length)));
  const pad = (text: string, index: number): string => {
    const space = ' '.repeat(widths[index]! - [...text].length);
    return columns[index]!.align === 'right' ? space + text : text + space;
  };
  return cells.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}
