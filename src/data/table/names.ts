import { type Database, quoteName } from '../../runtime/duckdb.ts';
import { nameOf } from '../nameOf.ts';
import type { Table } from './load.ts';

/** A number as DuckDB writes long ones of type DOUBLE. */
const longNumber = /^-?\d(?:\.\d+)?e\+\d+$/;

const isNumber = (text: string): boolean =>
  text.trim() !== '' && (Number.isFinite(Number(text)) || /^[-+]?inf(inity)?$/i.test(text));

/**
 * Ids or labels of all rows, null where there is none: null, the empty text and NaN. NaN is a number that is missing,
 * so among words that are no numbers it is a word.
 */
export async function readNames(table: Table, column: string): Promise<(string | null)[]> {
  const texts = await readTexts(table.database, column);
  const isDouble = /^(DOUBLE|FLOAT)$/.test(typeOf(table, column));
  const isNumeric = texts.some(isNaNText) && texts.every((text) => isMissing(text) || isNumber(text!));
  return texts.map((text) => {
    if (text === null || text === '' || (isNumeric && isNaNText(text))) return null;
    return isDouble && longNumber.test(text) ? BigInt(Number(text)).toString() : nameOf(text);
  });
}

const isNaNText = (text: string | null): boolean => text?.length === 3 && text.toLowerCase() === 'nan';

const isMissing = (text: string | null): boolean => text === null || text === '' || isNaNText(text);

/** Whether every row has an id or a label. */
export async function hasAllNames(table: Table, column: string): Promise<boolean> {
  const text = `${quoteName(column)}::VARCHAR`;
  const [row] = await table.database.rows(
    `SELECT count(${nameExpression(table, column)}) = count(*), bool_or(lower(${text}) = 'nan') FROM data`,
  );
  if (row?.[0] !== true || row[1] !== true) return row?.[0] === true;
  return !(await readNames(table, column)).includes(null);
}

const typeOf = ({ columns }: Pick<Table, 'columns'>, column: string): string =>
  columns.find(({ name }) => name === column)?.type ?? '';

/** {@link readNames} as an SQL expression of one value, for counting; a NaN is missing where the type has one. */
export function nameExpression(table: Pick<Table, 'columns'>, column: string): string {
  const text = `nullif(${quoteName(column)}::VARCHAR, '')`;
  const present = /^(DOUBLE|FLOAT)$/.test(typeOf(table, column)) ? `nullif(${text}, 'nan')` : text;
  return `CASE WHEN contains(${present}, '.') THEN regexp_replace(${present}, '^(-?(?:0|[1-9][0-9]*))\\.0+$', '\\1') ELSE ${present} END`;
}

/** A column as texts, null where there is no value. */
export async function readTexts(database: Database, column: string): Promise<(string | null)[]> {
  const texts: (string | null)[] = [];
  await database.eachChunk(`SELECT ${quoteName(column)}::VARCHAR FROM data`, (chunk) => {
    const values = chunk.getColumnValues(0) as (string | null)[];
    for (const value of values) texts.push(value);
  });
  return texts;
}
