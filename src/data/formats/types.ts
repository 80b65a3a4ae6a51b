import type { HumanError } from '../../engine/errors.ts';
import type { Database } from '../../runtime/duckdb.ts';
import type { Guess } from '../account.ts';

/** How a table file is read, found out before it is read. */
export interface ReadHints {
  /** Columns to read as they are written: labels and ids keep `007` and `1.0`. */
  readonly verbatim: readonly string[];
  /** Look at every row to find the types, after a guess from the first rows has failed. */
  readonly everyRow: boolean;
}

/** What is known of a table before it is read. */
export interface ReadOptions {
  /** Columns to read as they are written, wherever they stand. */
  readonly verbatim: readonly string[];
  /** Whether the first line names the columns; `guess` where there is no manifest yet. */
  readonly header: boolean | 'guess' | undefined;
}

/** What reading a table found out beside its rows. */
export interface ReadTable {
  /** Whether a line of the file names the columns. */
  readonly hasHeader: boolean;
  /** Names of the columns as written in the file, empty ones included, in the order of the table. */
  readonly writtenNames: readonly string[];
  readonly guesses: readonly Guess[];
  readonly notices: readonly string[];
}

/** Files as DuckDB can read them; copies are removed afterwards. */
export interface Prepared {
  readonly paths: readonly string[];
  dispose(): Promise<void>;
}

/** A file format of tables. Adding one is a file in `formats/` and a line in its registry. */
export interface TableFormat {
  readonly id: string;
  readonly title: string;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Reads the files into the table `data`, for a format whose files DuckDB cannot be trusted to understand. */
  readonly read?: (database: Database, paths: readonly string[], options: ReadOptions) => Promise<ReadTable>;
  /** The SQL of a table function that reads these files; for every format without `read`. */
  readonly relation?: (paths: readonly string[], hints: ReadHints) => string;
  /** Makes files readable that DuckDB would refuse. @throws HumanError for what is not of this format. */
  readonly prepare?: (paths: readonly string[]) => Promise<Prepared>;
  /** What an error of DuckDB's says, where the format knows better. */
  readonly explain?: (error: unknown, paths: readonly string[]) => Promise<HumanError | undefined>;
  /** The SQL of a table function that reads some columns as texts, for a format whose `relation` cannot be told to. */
  readonly texts?: (paths: readonly string[], columns: readonly string[]) => string;
}
