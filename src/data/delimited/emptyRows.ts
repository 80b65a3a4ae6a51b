import type { Database } from '../../runtime/duckdb.ts';

/** Rows without a value in any column, as spreadsheets write them. */
export interface EmptyRows {
  /** Those at the end of a file, which are left out. */
  readonly dropped: number;
  /** Those above other rows, which are kept, so that rows are counted as in the file. */
  readonly kept: number;
  /** The `rowid` of the next file's first row. */
  readonly next: number;
}

/**
 * Removes the empty rows at the end of the table `texts`, and counts the other empty ones, from `first` on: the
 * `rowid` of the file's first row.
 */
export async function dropEmptyRows(
  database: Database,
  columns: readonly string[],
  first: number,
): Promise<EmptyRows> {
  const isFilled = `coalesce(${columns.join(', ')}) IS NOT NULL`;
  const [row] = await database.rows(
    `SELECT coalesce(max(rowid) FILTER (${isFilled}), -1)::DOUBLE, coalesce(max(rowid), -1)::DOUBLE,` +
      ` (count(*) FILTER (NOT (${isFilled})))::DOUBLE FROM texts WHERE rowid >= ${first}`,
  );
  const [lastFilled = -1, last = -1, empty = 0] = row as number[];
  const dropped = last - Math.max(lastFilled, first - 1);
  if (dropped > 0)
    await database.execute(`DELETE FROM texts WHERE rowid > ${lastFilled} AND rowid >= ${first}`);
  return { dropped, kept: empty - dropped, next: Math.max(last + 1, first) };
}

const rows = (count: number, one: string, many: string): string =>
  count === 1 ? `1 row ${one}` : `${count.toLocaleString('en')} rows ${many}`;

export const emptyRowsNotice = (path: string, { dropped, kept }: EmptyRows): string[] => [
  ...(dropped > 0
    ? [
        `${path}: ${rows(dropped, 'without any value stands', 'without any value stand')} at the end and ${dropped === 1 ? 'is' : 'are'} left out.`,
      ]
    : []),
  ...(kept > 0
    ? [
        `${path}: ${rows(kept, 'has', 'have')} no value in any column; remove ${kept === 1 ? 'it if it is' : 'them if they are'} no data.`,
      ]
    : []),
];
