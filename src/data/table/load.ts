import { HumanError } from '../../engine/errors.ts';
import { type Database, openDatabase, quoteName } from '../../runtime/duckdb.ts';
import { tableFormatOf } from '../formats/index.ts';
import type { Guess } from '../account.ts';
import type { Header, ReadHints, TableFormat, TextEncoding } from '../formats/types.ts';
import { noticeLatin1 } from './encoding.ts';
import { tableError } from './errors.ts';
import { type Headers, readHeaders } from './headers.ts';
import { isIdName } from './ids.ts';
import { restoreTexts } from './restoreTexts.ts';

/** A table in DuckDB's memory, named `data`, in file order; `rowid` is the row's index. */
export interface Table {
  /** The files it was read from, one after the other. */
  readonly paths: readonly string[];
  readonly database: Database;
  readonly rowCount: number;
  readonly columns: readonly TableColumn[];
  readonly notices: readonly string[];
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
  const headers = await readHeaders(format, paths, options.verbatim);
  const prepared = await format.prepare?.(paths);
  try {
    const readable = prepared?.paths ?? paths;
    return { paths, ...(await readTable(format, paths, readable, headers, options)) };
  } finally {
    await prepared?.dispose();
  }
}

/** @param readable where each of `paths` is read: the file itself or a copy. */
async function readTable(
  format: TableFormat,
  paths: readonly string[],
  readable: readonly string[],
  headers: Headers,
  { verbatim, threads }: LoadOptions,
): Promise<Omit<Table, 'paths'>> {
  const database = await openDatabase(threads);
  try {
    const { first: header, notices } = await createTable(database, format, readable, headers, verbatim);
    await unwrapJson(database);
    await restoreTexts(database, format, readable, verbatim);
    const [count] = await database.rows('SELECT count(*)::INTEGER FROM data');
    const rowCount = count?.[0] as number;
    if (rowCount === 0) throw noRows(paths, header !== undefined);
    return { database, rowCount, columns: await describe(database, header), notices, guesses: [] };
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
        ? `${paths[0]} is not a table of a known format; use .csv, .tsv, .jsonl or .parquet.`
        : `${other} and ${paths[0]} have different formats; name files of one format in source.files.`,
    );
  }
  return format;
}

/**
 * Types are guessed from the first rows; only if a later row disagrees is every row looked at. Answers with the headers
 * as they turn out to be written.
 */
async function createTable(
  database: Database,
  format: TableFormat,
  paths: readonly string[],
  read: Headers,
  verbatim: readonly string[],
): Promise<Headers> {
  let headers = read;
  let hints: ReadHints = { verbatim: keptAsText(headers, verbatim), everyRow: false, encoding: 'utf-8' };
  for (;;) {
    const { first: header } = headers;
    try {
      await database.execute(`CREATE OR REPLACE TABLE data AS FROM ${format.relation(paths, hints, header)}`);
      return headers;
    } catch (error) {
      const message = String(error);
      if (
        /not utf-8 encoded|Invalid unicode/i.test(message) &&
        hints.encoding === 'utf-8' &&
        header !== undefined
      ) {
        const notice = await noticeLatin1(paths);
        const again = await readHeaders(format, paths, verbatim, 'latin-1');
        headers = { ...again, notices: [notice, ...again.notices] };
        hints = { ...hints, verbatim: keptAsText(headers, verbatim), encoding: 'latin-1' };
      } else if (/sniffing file/.test(message) && header !== undefined) {
        throw await explainSniffing(database, format, paths, hints.encoding, error);
      } else if (
        /Could not convert|Conversion Error|Failed to cast|JSON transform/i.test(message) &&
        !hints.everyRow
      ) {
        hints = { ...hints, everyRow: true };
      } else throw error;
    }
  }
}

/** Columns whose texts are kept, in whichever file they stand: the ones asked for, and what may be ids. */
const keptAsText = ({ names }: Headers, verbatim: readonly string[]): readonly string[] =>
  names.filter((name) => name !== '' && (verbatim.includes(name) || isIdName(name)));

/** The guess of types fails on a ragged file without naming the line; a plain read of each as text names it. */
async function explainSniffing(
  database: Database,
  format: TableFormat,
  paths: readonly string[],
  encoding: TextEncoding,
  error: unknown,
): Promise<unknown> {
  for (const path of paths) {
    const header = await format.header?.(path, encoding);
    const columns = header?.names.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
    const plain = format
      .relation([path], { verbatim: [], everyRow: false, encoding }, header)
      .replace(/\)$/, `, auto_detect = false, columns = {${columns}})`);
    const found = await database.execute(`CREATE OR REPLACE TABLE data AS FROM ${plain}`).then(
      () => undefined,
      (plainError: unknown) => plainError,
    );
    if (found !== undefined) return found;
  }
  return error;
}

async function describe(database: Database, header: Header | undefined): Promise<TableColumn[]> {
  const rows = await database.rows('SELECT column_name, column_type FROM (DESCRIBE data)');
  return rows.map(([name, type], index) => ({
    name: name as string,
    type: type as string,
    writtenName: header?.names[index] ?? (name as string),
  }));
}
