import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { HumanError } from '../engine/errors.ts';

export type { DuckDBDataChunk };

/** A private in-memory DuckDB database. */
export interface Database {
  execute(sql: string): Promise<void>;
  /** Rows of a small result, values as plain JavaScript values. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  /**
   * Columns of a large result, chunk by chunk in row order; `start` is the index of the chunk's first row. Other
   * statements may run meanwhile.
   */
  eachChunk(sql: string, visit: (chunk: DuckDBDataChunk, start: number) => void): Promise<void>;
  /** Appends rows, given by columns, to a table of DOUBLE, FLOAT and INTEGER columns. */
  append(table: string, columns: readonly NumberArray[]): Promise<void>;
  /** Appends rows to a table of one VARCHAR column; null is NULL. */
  appendTexts(table: string, texts: readonly (string | null)[]): Promise<void>;
  close(): void;
}

const missing =
  'Tables need DuckDB, whose native part is missing on this machine: install the packages again with `npm ci`.';

/** Opens a database; DuckDB is loaded on first use, so that programs without it can start. */
export async function openDatabase(threads?: number): Promise<Database> {
  const { DuckDBInstance } = await import('@duckdb/node-api').catch((error: unknown) => {
    throw new HumanError(missing, { cause: error });
  });
  const instance = await DuckDBInstance.create(
    ':memory:',
    threads === undefined ? {} : { threads: String(threads) },
  );
  const connection = await instance.connect();
  // Moments are shown and hashed as texts: these must not depend on where the machine stands.
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  return {
    execute: async (sql) => void (await connection.run(sql)),
    rows: async (sql) => await (await connection.run(sql)).getRowsJS(),
    eachChunk: (sql, visit) => eachChunk(instance, sql, visit),
    append: (table, columns) => append(connection, table, columns),
    appendTexts: (table, texts) => appendTexts(connection, table, texts),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function eachChunk(
  instance: DuckDBInstance,
  sql: string,
  visit: (chunk: DuckDBDataChunk, start: number) => void,
): Promise<void> {
  // On a connection of its own: the next statement on the same one would end the result early, without an error.
  const connection = await instance.connect();
  try {
    const result = await connection.stream(sql);
    let start = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      visit(chunk, start);
      start += chunk.rowCount;
    }
  } finally {
    connection.closeSync();
  }
}

export type NumberArray = Float64Array | Float32Array | Int32Array;

async function append(
  connection: DuckDBConnection,
  table: string,
  columns: readonly NumberArray[],
): Promise<void> {
  const { DOUBLE, DuckDBDataChunk, FLOAT, INTEGER } = await import('@duckdb/node-api');
  const typeOf = (values: NumberArray) =>
    values instanceof Float64Array ? DOUBLE : values instanceof Float32Array ? FLOAT : INTEGER;
  const appender = await connection.createAppender(table);
  const rows = columns[0]?.length ?? 0;
  for (let start = 0; start < rows; start += rowsPerChunk) {
    const count = Math.min(rowsPerChunk, rows - start);
    const chunk = DuckDBDataChunk.create(columns.map(typeOf), count);
    columns.forEach((values, column) =>
      chunk.setColumnValues(column, Array.from(values.subarray(start, start + count))),
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

async function appendTexts(
  connection: DuckDBConnection,
  table: string,
  texts: readonly (string | null)[],
): Promise<void> {
  const { DuckDBDataChunk, VARCHAR } = await import('@duckdb/node-api');
  const appender = await connection.createAppender(table);
  for (let start = 0; start < texts.length; start += rowsPerChunk) {
    const values = texts.slice(start, start + rowsPerChunk);
    const chunk = DuckDBDataChunk.create([VARCHAR], values.length);
    chunk.setColumnValues(0, values);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** DuckDB's vectors hold no more. */
const rowsPerChunk = 2048;

/** The raw numbers of a DOUBLE, FLOAT or INTEGER column without NULLs, as DuckDB holds them. */
export function rawNumbers(chunk: DuckDBDataChunk, column: number): NumberArray {
  // The vector classes keep `items` private, yet one copy per chunk is what makes wide tables fast.
  return (chunk.getColumnVector(column) as unknown as { readonly items: NumberArray }).items;
}

/** A name as an SQL identifier. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as an SQL literal. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** File paths as an SQL list that is not expanded: `*`, `?` and `[` stand for themselves. */
export const quotePaths = (paths: readonly string[]): string =>
  `[${paths.map((path) => quoteText(path.replaceAll(/[[*?]/g, '[$&]'))).join(', ')}]`;
