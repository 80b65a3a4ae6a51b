import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadTable, type LoadOptions, type Table } from '../../../../src/data/table/load.ts';
import { quoteName } from '../../../../src/runtime/duckdb.ts';
import { makeFolder } from '../folder.ts';

/** A table and its rows as texts. */
export interface Read {
  readonly table: Table;
  /** By the name of the column, its values. */
  readonly columns: Readonly<Record<string, readonly (string | null)[]>>;
  readonly notices: string;
}

/** Reads one file of the given name. */
export async function read(
  content: string | Uint8Array,
  options: Partial<LoadOptions> = {},
  name = 'data.csv',
): Promise<Read> {
  const table = await loadTable([join(makeFolder({ [name]: content }), name)], { verbatim: [], ...options });
  onTestFinished(() => table.database.close());
  const names = table.columns.map((column) => column.name);
  const texts = names.map((column) => `${quoteName(column)}::VARCHAR`).join(', ');
  const rows = await table.database.rows(`SELECT ${texts} FROM data`);
  return {
    table,
    columns: Object.fromEntries(
      names.map((column, at) => [column, rows.map((row) => row[at] as string | null)]),
    ),
    notices: table.notices.join('\n'),
  };
}

/** Lines made from numbers that count up from 0. */
export const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
