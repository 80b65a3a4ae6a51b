import { type Database, quoteName, quotePaths, quoteText } from '../../runtime/duckdb.ts';
import type { ReadOptions, ReadTable } from '../formats/types.ts';
import { isIdName } from '../table/ids.ts';
import { type JsonColumn, planColumns } from './plan.ts';
import { restoreNumbers } from './restoreNumbers.ts';
import { JsonRowError } from './rowError.ts';
import { scanJsonLines } from './scan.ts';

/** Bytes of a row, above DuckDB's own limit of 16 MB. */
const longestRow = 1 << 28;

/** The arguments that all readers of these files are given. */
const source = (paths: readonly string[]): string =>
  `${quotePaths(paths)}, hive_partitioning = false, maximum_object_size = ${longestRow}`;

/**
 * Reads JSON Lines into the table `data`. Types come from a scan of all rows; ids and labels are texts as written.
 * @throws JsonRowError for a row that is no object or has a key twice, and for files without any key; errors of DuckDB's for malformed JSON.
 */
export async function readJsonLines(
  database: Database,
  paths: readonly string[],
  { verbatim }: ReadOptions,
): Promise<ReadTable> {
  const isVerbatim = (name: string): boolean => verbatim.includes(name) || isIdName(name);
  const scan = await scanJsonLines(paths, isVerbatim);
  if (scan.isMalformed) await parseAll(database, paths);
  if (scan.keys.length === 0) throw new JsonRowError(0, 1, 'no fields');
  const { columns, notices } = planColumns(scan.keys, isVerbatim, verbatim);
  await createTable(database, paths, columns);
  await restoreNumbers(database, columns, scan.rowCount);
  await convertTimes(database, columns);
  return {
    hasHeader: undefined,
    writtenNames: columns.map(({ writtenName }) => writtenName),
    types: new Map(columns.filter(({ isCompound }) => isCompound).map(({ name }) => [name, 'JSON'])),
    guesses: [],
    notices: [...notices, ...columns.flatMap(noticeInfinite)],
  };
}

/** A parser says what is wrong with JSON, and where. */
async function parseAll(database: Database, paths: readonly string[]): Promise<void> {
  await database.execute(`SELECT count(json_keys(json)) FROM read_ndjson_objects(${source(paths)})`);
}

/** Keys that a typed column cannot be named after are looked up in each row by themselves. */
async function createTable(
  database: Database,
  paths: readonly string[],
  columns: readonly JsonColumn[],
): Promise<void> {
  const plain = columns.filter(({ isPlain }) => isPlain);
  const odd = columns.filter(({ isPlain }) => !isPlain);
  const types = plain.map(({ name, type }) => `${quoteText(name)}: '${type}'`).join(', ');
  const typed = `read_json(${source(paths)}, format = 'newline_delimited', records = true, columns = {${types}})`;
  if (odd.length === 0) return database.execute(`CREATE TABLE data AS FROM ${typed}`);
  const found = `(SELECT ${odd.map(oddExpression).join(', ')} FROM read_ndjson_objects(${source(paths)}))`;
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  const both = plain.length === 0 ? found : `${typed} POSITIONAL JOIN ${found}`;
  await database.execute(`CREATE TABLE data AS SELECT ${names} FROM ${both}`);
}

const oddExpression = ({ name, keys }: JsonColumn): string =>
  `coalesce(${keys.map((key) => `json_extract_string(json, ${quoteText(pointerTo(key.name))})`).join(', ')}) AS ${quoteName(name)}`;

/** A JSON Pointer (RFC 6901) to a key of an object. */
const pointerTo = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Columns whose texts are all dates or times; one that holds a day such as 2024-02-31 stays one of texts. */
async function convertTimes(database: Database, columns: readonly JsonColumn[]): Promise<void> {
  for (const { name, time } of columns) {
    if (time === undefined) continue;
    const column = quoteName(name);
    const cast = `TRY_CAST(nullif(${column}, '') AS ${time})`;
    const [row] = await database.rows(`SELECT count(${cast}) = count(nullif(${column}, '')) FROM data`);
    if (row?.[0] === true)
      await database.execute(`ALTER TABLE data ALTER COLUMN ${column} TYPE ${time} USING ${cast}`);
  }
}

/** DuckDB reads an infinite number of JSON as none; in texts it stands as it is written. */
function noticeInfinite({ name, type, keys }: JsonColumn): string[] {
  const infinite = keys.reduce((count, key) => count + key.infinite, 0);
  if (infinite === 0 || type !== 'DOUBLE') return [];
  const rows = infinite === 1 ? '1 row' : `${infinite.toLocaleString('en')} rows`;
  return [`Column "${name}": ${rows} with an infinite value, read as missing.`];
}
