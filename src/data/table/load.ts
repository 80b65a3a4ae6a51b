import { HumanError } from '../../engine/errors.ts';
import { type Database, openDatabase, quoteName } from '../../runtime/duckdb.ts';
import { tableFormatOf } from '../formats/index.ts';
import type { Header, ReadHints, TableFormat } from '../formats/types.ts';
import { tableError } from './errors.ts';
import { isIdName } from './ids.ts';
import { restoreTexts } from './restoreTexts.ts';

/** A table in DuckDB's memory, named `data`, in file order; `rowid` is the row's index. */
export interface Table {
  readonly database: Database;
  readonly rowCount: number;
  readonly columns: readonly TableColumn[];
  readonly notices: readonly string[];
}

export interface TableColumn {
  readonly name: string;
  /** DuckDB's type, such as `BIGINT` or `VARCHAR`. */
  readonly type: string;
  /** The name as written in the file: an index column written by pandas has an empty one. */
  readonly writtenName: string;
}

/** How a table is loaded: columns that must keep their text, and DuckDB's threads. */
export interface LoadOptions {
  readonly verbatim: readonly string[];
  readonly threads?: number | undefined;
}

/**
 * Reads files of one format into memory.
 * @throws HumanError naming the file and, for a bad row, its line.
 */
export async function loadTable(paths: readonly string[], options: LoadOptions): Promise<Table> {
  const format = commonFormat(paths);
  const header = await format.header?.(paths[0]!);
  refuseRepeated(paths, header, options.verbatim);
  const prepared = await format.prepare?.(paths);
  const readable = prepared?.paths ?? paths;
  const database = await openDatabase(options.threads);
  try {
    const notices = await createTable(database, format, readable, header, options.verbatim);
    await unwrapJson(database);
    await restoreTexts(database, format, readable, options.verbatim);
    const [count] = await database.rows('SELECT count(*)::INTEGER FROM data');
    const rowCount = count?.[0] as number;
    if (rowCount === 0) throw noRows(paths, header);
    return { database, rowCount, columns: await describe(database, header), notices };
  } catch (error) {
    database.close();
    throw (await format.explain?.(error, paths)) ?? tableError(error, paths);
  } finally {
    await prepared?.dispose();
  }
}

/** Ids and labels must stand in one column: of two with the same name, one would be taken for a feature. */
function refuseRepeated(
  paths: readonly string[],
  header: Header | undefined,
  names: readonly string[],
): void {
  const repeated = names.find((name) => header?.names.indexOf(name) !== header?.names.lastIndexOf(name));
  if (repeated === undefined) return;
  throw new HumanError(`${paths[0]}: two columns are called "${repeated}"; rename one of them.`);
}

/** Columns of mixed values come as JSON, in which texts are quoted; here a text is its characters. */
async function unwrapJson(database: Database): Promise<void> {
  const columns = await database.rows("SELECT column_name FROM (DESCRIBE data) WHERE column_type = 'JSON'");
  for (const [name] of columns) {
    const column = quoteName(name as string);
    await database.execute(`ALTER TABLE data ALTER COLUMN ${column} TYPE VARCHAR USING ${column} ->> '$'`);
  }
}

const noRows = (paths: readonly string[], header: Header | undefined): HumanError =>
  new HumanError(
    header === undefined
      ? `${paths[0]} has no rows; add data to it.`
      : `${paths[0]} has a header but no rows; add rows below the line of column names.`,
  );

function commonFormat(paths: readonly string[]): TableFormat {
  const format = tableFormatOf(paths[0]!);
  const other = paths.find((path) => tableFormatOf(path) !== format);
  if (format === undefined || other !== undefined) {
    throw new HumanError(
      format === undefined
        ? `${paths[0]} is not a table of a known format; use .csv, .tsv, .jsonl or .parquet.`
        : `${other} and ${paths[0]} have different formats; name files of one format in source.files.`,
    );
  }
  return format;
}

/** Types are guessed from the first rows; only if a later row disagrees is every row looked at. */
async function createTable(
  database: Database,
  format: TableFormat,
  paths: readonly string[],
  header: Header | undefined,
  verbatim: readonly string[],
): Promise<string[]> {
  const keep =
    header?.names.filter((name) => name !== '' && (verbatim.includes(name) || isIdName(name))) ?? [];
  const notices: string[] = [];
  let hints: ReadHints = { verbatim: [...new Set(keep)], everyRow: false, encoding: 'utf-8' };
  for (;;) {
    try {
      await database.execute(`CREATE OR REPLACE TABLE data AS FROM ${format.relation(paths, hints, header)}`);
      return notices;
    } catch (error) {
      const message = String(error);
      if (
        /not utf-8 encoded|Invalid unicode/i.test(message) &&
        hints.encoding === 'utf-8' &&
        header !== undefined
      ) {
        hints = { ...hints, encoding: 'latin-1' };
        notices.push(
          `${paths[0]} is not UTF-8; it was read as Latin-1. Save it as UTF-8 if characters look wrong.`,
        );
      } else if (/sniffing file/.test(message) && header !== undefined) {
        throw await explainSniffing(database, format, paths, header, error);
      } else if (
        /Could not convert|Conversion Error|Failed to cast|JSON transform/i.test(message) &&
        !hints.everyRow
      ) {
        hints = { ...hints, everyRow: true };
      } else throw error;
    }
  }
}

/** The guess of types fails on a ragged file without naming the line; a plain read as text names it. */
async function explainSniffing(
  database: Database,
  format: TableFormat,
  paths: readonly string[],
  header: Header,
  error: unknown,
): Promise<unknown> {
  const columns = header.names.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const plain = format
    .relation(paths, { verbatim: [], everyRow: false, encoding: 'utf-8' }, header)
    .replace(/\)$/, `, auto_detect = false, columns = {${columns}})`);
  return database.execute(`CREATE OR REPLACE TABLE data AS FROM ${plain}`).then(
    () => error,
    (plainError: unknown) => plainError,
  );
}

async function describe(database: Database, header: Header | undefined): Promise<TableColumn[]> {
  const rows = await database.rows('SELECT column_name, column_type FROM (DESCRIBE data)');
  return rows.map(([name, type], index) => ({
    name: name as string,
    type: type as string,
    writtenName: header?.names[index] ?? (name as string),
  }));
}
