import type { HumanError } from '../../engine/errors.ts';
import type { Database } from '../../runtime/duckdb.ts';
import type { Guess } from '../account.ts';

/** What is known of a table before it is read. */
export interface ReadOptions {
  /** Columns to read as they are written, wherever they stand. */
  readonly verbatim: readonly string[];
  /** Whether the first line names the columns; `guess` where there is no manifest yet. */
  readonly header: boolean | 'guess' | undefined;
  /** The column with class names, and those the manifest declares. */
  readonly label?: string | undefined;
  readonly classes?: readonly string[] | undefined;
}

/** What reading a table found out beside its rows. */
export interface ReadTable {
  /** Whether a line of the file names the columns; undefined where the format leaves no choice. */
  readonly hasHeader: boolean | undefined;
  /** Names of the columns as written in the file, empty ones included, in the order of the table. */
  readonly writtenNames: readonly string[];
  readonly guesses: readonly Guess[];
  readonly notices: readonly string[];
  /** Types of columns that are stored as their text, such as `JSON` and `VARCHAR[]`, by column name. */
  readonly types?: ReadonlyMap<string, string>;
  /** Why a column is no feature although its type is one of features, by column name. */
  readonly leftOut?: ReadonlyMap<string, string>;
  /** What the numbers of the label column stand for, in order from 0. */
  readonly classNames?: readonly string[] | undefined;
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
  /** Reads the files into the table `data`. */
  readonly read: (database: Database, paths: readonly string[], options: ReadOptions) => Promise<ReadTable>;
  /** Makes files readable that DuckDB would refuse. @throws HumanError for what is not of this format. */
  readonly prepare?: (paths: readonly string[]) => Promise<Prepared>;
  /** What an error of DuckDB's says, where the format knows better. */
  readonly explain?: (error: unknown, paths: readonly string[]) => Promise<HumanError | undefined>;
}
