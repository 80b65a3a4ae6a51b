import type { Dialect } from './dialect.ts';

/** One record at the start of a file; a blank line is a record of one empty field. */
export interface StartRecord {
  readonly fields: readonly string[];
  /** Whether each field was quoted. */
  readonly quoted: readonly boolean[];
  /** The line it begins in, 1-based. */
  readonly line: number;
}

export const isBlank = ({ fields, quoted }: StartRecord): boolean =>
  fields.length === 1 && !quoted[0] && fields[0]!.trim() === '';

/**
 * Splits the start of a file into records. A quote opens a value only where its partner stands before a delimiter or
 * a line end; any other quote is a character.
 */
export function splitRecords(text: string, dialect: Dialect, limit: number): StartRecord[] {
  const records: StartRecord[] = [];
  let line = 1;
  for (let at = 0; at < text.length && records.length < limit;) {
    const fields: string[] = [];
    const quoted: boolean[] = [];
    const start = at;
    for (;;) {
      const field = readField(text, at, dialect);
      fields.push(field.value);
      quoted.push(field.quoted);
      at = field.end;
      if (text[at] !== dialect.delimiter) break;
      at++;
    }
    records.push({ fields, quoted, line });
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += countLineEnds(text, start, at);
  }
  return records;
}

interface Field {
  readonly value: string;
  readonly quoted: boolean;
  /** Where the delimiter or line end behind it stands. */
  readonly end: number;
}

function readField(text: string, at: number, dialect: Dialect): Field {
  return (dialect.quote === '' ? undefined : readQuoted(text, at, dialect)) ?? readPlain(text, at, dialect);
}

function readPlain(text: string, at: number, { delimiter }: Dialect): Field {
  let end = at;
  while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) end++;
  return { value: text.slice(at, end), quoted: false, end };
}

/** A quoted value; undefined where the quote is not one that opens a value. */
function readQuoted(text: string, at: number, { delimiter, escape }: Dialect): Field | undefined {
  let start = at;
  while (text[start] === ' ') start++;
  if (text[start] !== '"') return undefined;
  let value = '';
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index]!;
    if (character === escape && (escape === '\\' || text[index + 1] === '"')) value += text[++index] ?? '';
    else if (character !== '"') value += character;
    else {
      let end = index + 1;
      while (text[end] === ' ') end++;
      const closes = end >= text.length || text[end] === delimiter || isLineEnd(text[end]);
      return closes ? { value, quoted: true, end } : undefined;
    }
  }
  return undefined;
}

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r';

function countLineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to && index < text.length; index++)
    if (text[index] === '\n' || (text[index] === '\r' && text[index + 1] !== '\n')) count++;
  return count;
}
