import type { HumanError } from '../../engine/errors.ts';

/** How a table file is read, found out before it is read. */
export interface ReadHints {
  /** Columns to read as they are written: labels and ids keep `007` and `1.0`. */
  readonly verbatim: readonly string[];
  /** Look at every row to find the types, after a guess from the first rows has failed. */
  readonly everyRow: boolean;
  /** The text encoding, where the format has a choice. */
  readonly encoding: TextEncoding;
}

/** How the characters of a text file are written, as DuckDB calls it. */
export type TextEncoding = 'utf-8' | 'latin-1';

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
  /** Names of the columns as written in the file, empty names included. Cheap; undefined where DuckDB is asked. */
  readonly header?: (path: string, encoding: TextEncoding) => Promise<Header>;
  /** The SQL of a table function that reads these files. */
  readonly relation: (paths: readonly string[], hints: ReadHints, header: Header | undefined) => string;
  /** Makes files readable that DuckDB would refuse. @throws HumanError for what is not of this format. */
  readonly prepare?: (paths: readonly string[]) => Promise<Prepared>;
  /** What an error of DuckDB's says, where the format knows better. */
  readonly explain?: (error: unknown, paths: readonly string[]) => Promise<HumanError | undefined>;
  /** The SQL of a table function that reads some columns as texts, for a format whose `relation` cannot be told to. */
  readonly texts?: (paths: readonly string[], columns: readonly string[]) => string;
}

/** First line of a delimited file. */
export interface Header {
  readonly names: readonly string[];
  readonly delimiter: string;
}
