/** How the values of a delimited file are separated and quoted. */
export interface Dialect {
  /** One ASCII character. */
  readonly delimiter: string;
  /** Empty where quotes are characters like any other. */
  readonly quote: '"' | '';
  /** What stands before a quote inside a quoted value; empty without quoting. */
  readonly escape: '"' | '\\' | '';
}

/** Quoting as in RFC 4180: a quote inside a quoted value is doubled. */
export const doubledQuotes = { quote: '"', escape: '"' } as const;
/** Quoting as in dumps of databases: a backslash stands before a quote inside a quoted value. */
export const escapedQuotes = { quote: '"', escape: '\\' } as const;
export const noQuotes = { quote: '', escape: '' } as const;

/** A character that no text holds, for files of one column: the unit separator of ASCII. */
export const noDelimiter = '\x1f';

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
  '^': 'caret',
  '~': 'tilde',
  [noDelimiter]: 'none',
};

/** A delimiter as a word where it has one. */
export const delimiterName = (delimiter: string): string =>
  delimiterNames[delimiter] ?? JSON.stringify(delimiter);
