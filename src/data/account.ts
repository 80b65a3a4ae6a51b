/** Whether a file became samples, and why. */
export interface FileAccount {
  /** Relative to the dataset's folder, with forward slashes. */
  readonly path: string;
  readonly taken: boolean;
  readonly reason: string;
}

/** What a column of a table is used for. */
export type ColumnRole = 'feature' | 'label' | 'id' | 'shown' | 'left-out';

/** One column of a table. */
export interface ColumnAccount {
  readonly name: string;
  /** `number`, `boolean`, `time`, `category`, `text`, `list` or `other`. */
  readonly type: string;
  readonly role: ColumnRole;
  /** Rows without a value. */
  readonly missing: number;
  /** The first values, parted by commas and shortened. */
  readonly example: string;
  /** Why the column has this role. */
  readonly reason: string;
}

/** A choice that was made for the user, and what it could have been. */
export interface Guess {
  /** What was guessed: `delimiter`, `header`, `encoding`, `id`, `label`, `kind`, … */
  readonly what: string;
  readonly chosen: string;
  readonly others: readonly string[];
}

/** What opening a dataset took, what it left out and what it guessed (`label-scout describe`). */
export interface Account {
  readonly files: readonly FileAccount[];
  readonly columns: readonly ColumnAccount[];
  readonly rows: { readonly read: number; readonly left: number };
  readonly guesses: readonly Guess[];
}
