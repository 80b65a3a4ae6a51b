import { basename } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import type { Table, TableColumn } from './load.ts';
import { nameExpression, readNames } from './names.ts';

const idNames: ReadonlySet<string> = new Set(['', 'id', '_id', 'row', 'index', 'key', 'uuid']);

/** Whether a column of this name is an id when nobody declared one. */
export const isIdName = (name: string): boolean => idNames.has(name.toLowerCase());

/** The first column with the name of an id whose values are all present and distinct. */
export async function findIdColumn(
  table: Table,
  exclude: string | undefined,
): Promise<TableColumn | undefined> {
  for (const column of table.columns) {
    if (!isIdName(column.writtenName) || column.name === exclude) continue;
    const text = nameExpression(table, column.name);
    const [row] = await table.database.rows(
      `SELECT count(${text}) = count(*) AND count(DISTINCT ${text}) = count(*) FROM data`,
    );
    if (row?.[0] === true) return column;
  }
  return undefined;
}

/**
 * Ids of all rows: the values of the declared column.
 * @throws HumanError when an id is missing or repeated, naming the rows (1-based).
 */
export async function readDeclaredIds(table: Table, id: string): Promise<string[]> {
  const values = await readNames(table, id);
  const rows = new Map<string, number>();
  for (const [row, value] of values.entries()) {
    if (value === null) {
      throw new HumanError(
        `Row ${row + 1}${place(table)} has no value in the id column "${id}"; give every row an id of its own.`,
      );
    }
    const earlier = rows.get(value);
    if (earlier !== undefined) {
      throw new HumanError(
        `Rows ${earlier + 1} and ${row + 1}${place(table)} have the same id "${value}" in column "${id}"; ` +
          'make the ids distinct or remove "id" from source in label-scout.json.',
      );
    }
    rows.set(value, row);
  }
  return values as string[];
}

/** The file of a row; of several files, that their rows are counted through. */
const place = ({ paths }: Table): string =>
  paths.length === 1 ? ` of ${basename(paths[0]!)}` : `, ${countedThrough(paths)},`;

/** How the rows of several files are numbered. */
export const countedThrough = (paths: readonly string[]): string =>
  `counted through ${paths.length} files from ${basename(paths[0]!)} to ${basename(paths.at(-1)!)}`;
