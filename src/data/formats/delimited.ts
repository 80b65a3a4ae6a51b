import { HumanError } from '../../engine/errors.ts';
import { quotePaths, quoteText } from '../../runtime/duckdb.ts';
import { readStart } from './readStart.ts';
import type { Header, ReadHints, TextEncoding } from './types.ts';

/** Bytes read of a file for its header; more only where these hold no whole line. */
const headerBytes = 1 << 20;

/** Bytes of a row: DuckDB's own limit of 2 MB is less than a long document in a field. */
const longestRow = 1 << 24;

/**
 * Reads the header line. The first record holds the column names, always: guessing whether there is a header
 * would turn a row into names or names into a row.
 */
export async function readHeader(
  path: string,
  candidates: readonly string[],
  encoding: TextEncoding,
): Promise<Header> {
  const start = await readStart(path, headerBytes, encoding);
  // Of thousands of columns with long names the last would be half a name, or an empty one.
  const whole = /[\r\n]/.test(start) ? start : await readStart(path, longestRow, encoding);
  const text = whole.replace(/^\uFEFF/, '');
  if (text.includes('\0')) {
    throw new HumanError(`${path} is a binary file or UTF-16, not a table of text; save it as UTF-8.`);
  }
  if (text.trim() === '')
    throw new HumanError(`${path} is empty: a table needs a line of column names and rows.`);
  if (/^[ \t]*[\r\n]/.test(text)) {
    throw new HumanError(
      `${path}, line 1 is blank, and the first line must name the columns; remove the blank lines above them.`,
    );
  }
  const delimiter = likeliest(text, candidates);
  return { delimiter, names: splitRecord(text, delimiter).map(trimmed) };
}

/** Names without the spaces around them, which DuckDB takes off, too. */
function trimmed(name: string): string {
  const isBlank = (at: number): boolean => at >= 0 && at < name.length && ' \t\n\v\f\r'.includes(name[at]!);
  let [start, end] = [0, name.length];
  while (isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  return name.slice(start, end);
}

/** The candidate that splits the header into most columns; the first one if none splits it. */
const likeliest = (text: string, candidates: readonly string[]): string =>
  candidates.reduce((best, next) =>
    splitRecord(text, next).length > splitRecord(text, best).length ? next : best,
  );

/** Fields of the first record; quoted fields may hold the delimiter, line ends and doubled quotes. */
export function splitRecord(text: string, delimiter: string): string[] {
  const fields = [''];
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (quoted && character === '"' && text[index + 1] !== '"') quoted = false;
    else if (!quoted && character === '"' && fields.at(-1) === '') quoted = true;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && character === delimiter) fields.push('');
    else {
      if (quoted && character === '"') index++;
      fields[fields.length - 1] += character;
    }
  }
  return fields;
}

/** BOOLEAN is missing: it would take `yes` and `no`, and `t` and `f`, and show them as `true` and `false`. */
const types = "['NULL', 'BIGINT', 'DOUBLE', 'TIME', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'VARCHAR']";

/** The call of DuckDB's reader. Only types are guessed: a guessed dialect could hide a ragged row. */
export function readDelimited(paths: readonly string[], hints: ReadHints, header: Header): string {
  const verbatim = hints.verbatim.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${[
    quotePaths(paths),
    `delim = ${quoteText(header.delimiter)}`,
    `quote = '"', escape = '"', header = true, skip = 0, comment = '', strict_mode = true`,
    `encoding = ${quoteText(hints.encoding)}`,
    `max_line_size = ${longestRow}`,
    `auto_type_candidates = ${types}`,
    // A guess takes 1/2/2024 for the first of February, whoever wrote it, and shows it so.
    `dateformat = '%Y-%m-%d'`,
    ...(verbatim === '' ? [] : [`types = {${verbatim}}`]),
    ...(hints.everyRow ? ['sample_size = -1'] : []),
    ...(paths.length > 1 ? ['union_by_name = true'] : []),
  ].join(', ')})`;
}
