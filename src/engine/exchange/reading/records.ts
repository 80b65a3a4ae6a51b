/** What a file says in one field; an object or a list of lists is neither a text nor a list of texts. */
export type FieldValue = string | null | readonly string[] | UnreadableValue;

export interface UnreadableValue {
  /** What stands there, for a sentence: `an object`. */
  readonly unreadable: string;
}

/** One line of a table, or one object: fields by position. Names may repeat. */
export interface SourceRecord {
  /** Counts from 1 and is where a person should look. */
  readonly line: number;
  readonly names: readonly string[];
  readonly values: readonly FieldValue[];
}

export const isUnreadable = (value: FieldValue): value is UnreadableValue =>
  typeof value === 'object' && value !== null && 'unreadable' in value;

/** How names of columns are compared: spreadsheets capitalize them and leave spaces around. */
export const plainName = (name: string): string => name.trim().toLowerCase();
