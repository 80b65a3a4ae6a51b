import { HumanError } from '../../engine/errors.ts';
import { type Database, openDatabase, quoteName } from '../../runtime/duckdb.ts';
import { tableFormatOf } from '../formats/index.ts';
import { adviceFor } from '../formats/otherFormats.ts';
import type { Guess } from '../account.ts';
import type { ReadHints, ReadOptions, ReadTable, TableFormat } from '../formats/types.ts';
import { tableError } from './errors.ts';
import { restoreTexts } from './restoreTexts.ts';

/** A table in DuckDB's memory, named `data`, in file order; `rowid` is the row's index. */
export interface Table {
  /** The files it was read from, one after the other. */
  readonly paths: readonly string[];
  readonly database: Database;
  readonly rowCount: number;
  readonly columns: readonly TableColumn[];
  readonly notices: readonly string[];
  /** Whether a line of the file names the columns; undefined where the format leaves no choice. */
  readonly hasHeader: boolean | undefined;
  /** Choices made while reading, such as the delimiter. */
  readonly guesses: readonly Guess[];
  /** Rows of the files that were not read, such as blank lines; none where nothing is said. */
  readonly rowsLeft?: number;
}

export interface TableColumn {
  readonly name: string;
  /** DuckDB's type, such as `BIGINT` or `VARCHAR`. */
  readonly type: string;
  /** The name as written in the file: an index column written by pandas has an empty one. */
  readonly writtenName: string;
}

/** How a table is loaded. */
export interface LoadOptions {
  /** Columns that must keep their text. */
  readonly verbatim: readonly string[];
  /** Whether the first line names the columns; `guess` where there is no manifest yet. */
  readonly header?: boolean | 'guess' | undefined;
  /** DuckDB's threads. */
  readonly threads?: number | undefined;
}

/**
 * Reads files of one format into memory.
 * @throws HumanError naming the file and, for a bad row, its line.
 */
export async function loadTable(paths: readonly string[], options: LoadOptions): Promise<Table> {
  const format = commonFormat(paths);
  if (format.read === undefined && typeof options.header === 'boolean')
    throw new HumanError(
      `source.header is about files of text, and ${paths[0]} is ${format.title}, whose columns always have names; remove "header" from source in label-scout.json.`,
    );
  const prepared = await format.prepare?.(paths);
  try {
    const readable = prepared?.paths ?? paths;
    return { paths, ...(await readTable(format, paths, readable, options)) };
  } finally {
    await prepared?.dispose();
  }
}

/** @param readable where each of `paths` is read: the file itself or a copy. */
async function readTable(
  format: TableFormat,
  paths: readonly string[],
  readable: readonly string[],
  options: LoadOptions,
): Promise<Omit<Table, 'paths'>> {
  const database = await openDatabase(options.threads);
  try {
    const read = await createTable(database, format, readable, options);
    const [count] = await database.rows('SELECT count(*)::INTEGER FROM data');
    const rowCount = count?.[0] as number;
    if (rowCount === 0) throw noRows(paths, read?.hasHeader === true);
    const { guesses = [], notices = [], hasHeader, writtenNames } = read ?? {};
    return {
      database,
      rowCount,
      columns: await describe(database, writtenNames),
      notices,
      guesses,
      hasHeader,
    };
  } catch (error) {
    database.close();
    throw (await format.explain?.(error, paths)) ?? tableError(error, paths, readable);
  }
}

/** Columns of mixed values come as JSON, in which texts are quoted; here a text is its characters. */
async function unwrapJson(database: Database): Promise<void> {
  const columns = await database.rows("SELECT column_name FROM (DESCRIBE data) WHERE column_type = 'JSON'");
  for (const [name] of columns) {
    const column = quoteName(name as string);
    await database.execute(`ALTER TABLE data ALTER COLUMN ${column} TYPE VARCHAR USING ${column} ->> '$'`);
  }
}

const noRows = (paths: readonly string[], hasHeader: boolean): HumanError =>
  new HumanError(
    hasHeader
      ? `${paths[0]} has a header but no rows; add rows below the line of column names.`
      : `${paths[0]} has no rows; add data to it.`,
  );

function commonFormat(paths: readonly string[]): TableFormat {
  const format = tableFormatOf(paths[0]!);
  const other = paths.find((path) => tableFormatOf(path) !== format);
  if (format === undefined || other !== undefined) {
    throw new HumanError(
      format === undefined
        ? `${adviceFor(paths[0]!) ?? `${paths[0]} is not a table of a known format; use .csv, .tsv, .jsonl or .parquet`}.`
        : `${other} and ${paths[0]} have different formats; name files of one format in source.files.`,
    );
  }
  return format;
}

/** Creates the table `data`, and answers with what a format knows that reads its files by itself. */
async function createTable(
  database: Database,
  format: TableFormat,
  paths: readonly string[],
  { verbatim, header }: LoadOptions,
): Promise<ReadTable | undefined> {
  const options: ReadOptions = { verbatim, header };
  if (format.read !== undefined) return format.read(database, paths, options);
  await createTyped(database, format, paths, verbatim);
  await unwrapJson(database);
  await restoreTexts(database, format, paths, verbatim);
  return undefined;
}

/** Types are guessed from the first rows; only if a later row disagrees is every row looked at. */
async function createTyped(
  database: Database,
  format: TableFormat,
  paths: readonly string[],
  verbatim: readonly string[],
): Promise<void> {
  let hints: ReadHints = { verbatim, everyRow: false };
  for (;;) {
    try {
      await database.execute(`CREATE OR REPLACE TABLE data AS FROM ${format.relation?.(paths, hints)}`);
      return;
    } catch (error) {
      const isTypeError = /Could not convert|Conversion Error|Failed to cast|JSON transform/i.test(
        String(error),
      );
      if (!isTypeError || hints.everyRow) throw error;
      hints = { ...hints, everyRow: true };
    }
  }
}

async function describe(
  database: Database,
  writtenNames: readonly string[] | undefined,
): Promise<TableColumn[]> {
  const rows = await database.rows('SELECT column_name, column_type FROM (DESCRIBE data)');
  return rows.map(([name, type], index) => ({
    name: name as string,
    type: type as string,
    writtenName: writtenNames?.[index] ?? (name as string),
  }));
}
