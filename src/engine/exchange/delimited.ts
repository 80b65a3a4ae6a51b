import { HumanError } from '../errors.ts';

/** One record of a delimited text and the line (from 1) it starts on. */
export interface DelimitedRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A field as RFC 4180 writes it: quoted where it holds a comma, a quote, a line break or an outer space. */
export const quoteField = (field: string): string =>
  /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

export type Delimiter = ',' | ';' | '\t' | '|';

/** How a text is split into fields. */
export interface Dialect {
  readonly delimiter: Delimiter;
  /** False where quotation marks are part of the text, as in many files with tabs. */
  readonly quotes: boolean;
}

const commas: Dialect = { delimiter: ',', quotes: true };

/**
 * A quoted field with its doubled quotes, or a bare one; then a delimiter, a line break or the end. Runs without quotes
 * are taken whole: one by one they would be too many for a large file in which a quotation mark is open.
 */
function fieldPattern({ delimiter, quotes }: Dialect): RegExp {
  const separator = delimiter === '|' ? '\\|' : delimiter;
  const quoted = quotes ? '"([^"]*(?:""[^"]*)*)"' : '((?!))';
  const bare = `[^${quotes ? '"' : ''}${separator}\\r\\n]*`;
  return new RegExp(`(?:${quoted}|(${bare}))(${separator}|\\r\\n|\\n|\\r|$)`, 'y');
}

const countLines = (text: string): number => text.split(/\r\n|\n|\r/).length - 1;

/** Reads delimited text into an array. @throws HumanError as {@link readDelimited} does. */
export const parseDelimited = (text: string, file: string, dialect = commas): readonly DelimitedRecord[] => [
  ...readDelimited(text, file, dialect),
];

/**
 * Reads delimited text record by record (RFC 4180; line breaks of any system, inside quotes too). Blank lines are left
 * out.
 * @throws HumanError naming `file` and the line where a quote is open or out of place.
 */
export function* readDelimited(text: string, file: string, dialect: Dialect): Generator<DelimitedRecord> {
  const pattern = fieldPattern(dialect);
  let line = 1;
  let start = 1;
  let fields: string[] = [];
  for (let position = 0; position < text.length || fields.length > 0;) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (!match)
      throw new HumanError(
        `${file}, line ${line}: a quotation mark is open or out of place; quote the whole field.`,
      );
    const [whole, quoted, bare = '', end = ''] = match;
    fields.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    position += whole.length;
    line += countLines(whole);
    if (end === dialect.delimiter) continue;
    const blank = fields.length === 1 && fields[0] === '' && quoted === undefined;
    if (!blank) yield { line: start, fields };
    fields = [];
    start = line;
  }
}
