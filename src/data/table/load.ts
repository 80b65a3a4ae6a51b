import { HumanError } from '../../engine/errors.ts';
import { type Database, openDatabase } from '../../runtime/duckdb.ts';
import { tableFormatOf } from '../formats/index.ts';
import { adviceFor } from '../formats/otherFormats.ts';
import type { Guess } from '../account.ts';
import type { ReadTable, TableFormat } from '../formats/types.ts';
import { compoundName } from './columnClass.ts';
import { tableError } from './errors.ts';
import { type LabelValues, nameLabels } from './labelValues.ts';

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
  /** What the numbers of the label column stand for, in order, where the file says so; the column holds these names. */
  readonly classNames?: readonly string[] | undefined;
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
  /** Why no model learns from it unless a manifest lists it, as a fragment; undefined for other columns. */
  readonly leftOut?: string | undefined;
}

/** How a table is loaded. */
export interface LoadOptions {
  /** Columns that must keep their text. */
  readonly verbatim: readonly string[];
  /** The column with class names. */
  readonly label?: string | undefined;
  /** The manifest's classes. */
  readonly classes?: readonly string[] | undefined;
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
    const read = await format.read(database, readable, { header: undefined, ...options });
    if (read.hasHeader === undefined && typeof options.header === 'boolean')
      throw alwaysNamed(paths[0]!, format);
    const [count] = await database.rows('SELECT count(*)::INTEGER FROM data');
    const rowCount = count?.[0] as number;
    if (rowCount === 0) throw noRows(paths, read.hasHeader === true);
    const { guesses, hasHeader } = read;
    const { classNames, notices } = await nameLabelColumn(database, read, options);
    return {
      database,
      rowCount,
      columns: await describe(database, read),
      notices: [...read.notices, ...notices],
      guesses,
      hasHeader,
      classNames,
    };
  } catch (error) {
    database.close();
    throw (await format.explain?.(error, paths)) ?? tableError(error, paths, readable);
  }
}

const alwaysNamed = (path: string, { title }: TableFormat): HumanError =>
  new HumanError(
    `source.header is about files of text, and ${path} is ${title}, whose columns always have names; remove "header" from source in label-scout.json.`,
  );

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

async function nameLabelColumn(
  database: Database,
  { types, classNames, writtenNames }: ReadTable,
  { label, classes }: LoadOptions,
): Promise<LabelValues> {
  const type = label === undefined ? undefined : types?.get(label);
  if (label === undefined || (type === undefined && classNames === undefined)) return { notices: [] };
  if (!writtenNames.includes(label)) return { notices: [] };
  return nameLabels(database, { label, isList: isListType(type), classNames, declared: classes });
}

/** JSON of mixed values may hold lists among others. */
const isListType = (type = ''): boolean => type === 'JSON' || type.endsWith(']');

async function describe(
  database: Database,
  { writtenNames, types, leftOut }: ReadTable,
): Promise<TableColumn[]> {
  const rows = await database.rows('SELECT column_name, column_type FROM (DESCRIBE data)');
  return (rows as (readonly [string, string])[]).map(([name, stored], index) => {
    const type = types?.get(name) ?? stored;
    return {
      name,
      type,
      writtenName: writtenNames[index] ?? name,
      leftOut: leftOut?.get(name) ?? compoundName(type),
    };
  });
}
