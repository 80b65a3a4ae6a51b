import type { Key, Keys } from './key.ts';
import { kindOfText, longestTime, valueKinds } from './valueKinds.ts';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** What is wrong with a row, as far as a scan sees. A row that is `malformed` is better explained by a parser. */
export type RowFault = 'no object' | 'malformed' | { readonly twice: string };

/** Takes down what the values of one row are; undefined when all went well. `start` is the first byte that is no space. */
export function scanRow(
  keys: Keys,
  line: Buffer,
  start: number,
  end: number,
  row: number,
): RowFault | undefined {
  if (line[start] !== openBrace) return 'no object';
  keys.startRow();
  let at = skipSpace(line, start + 1, end);
  if (line[at] === closeBrace) return undefined;
  for (;;) {
    if (at >= end || line[at] !== quote) return 'malformed';
    const keyEnd = endOfText(line, at + 1, end);
    const afterKey = skipSpace(line, keyEnd + 1, end);
    if (afterKey >= end || line[afterKey] !== colon) return 'malformed';
    const key = keys.find(line, at + 1, keyEnd);
    if (key.row === row) return { twice: key.name };
    key.row = row;
    at = skipSpace(line, scanValue(key, line, skipSpace(line, afterKey + 1, end), end, row), end);
    if (at < end && line[at] === closeBrace) return undefined;
    if (at >= end || line[at] !== comma) return 'malformed';
    at = skipSpace(line, at + 1, end);
  }
}

/** Takes down one value, and gives the place after it. */
function scanValue(key: Key, line: Buffer, start: number, end: number, row: number): number {
  const first = line[start];
  if (first === quote) {
    const textEnd = endOfText(line, start + 1, end);
    note(key, kindBetween(key, line, start + 1, textEnd), row);
    return textEnd + 1;
  }
  if (first === openBrace || first === openBracket) {
    note(key, first === openBrace ? valueKinds.object : valueKinds.list, row);
    return endOfCompound(line, start, end);
  }
  return scanWord(key, line, start, end, row);
}

function kindBetween({ kinds }: Key, line: Buffer, start: number, end: number): number {
  if (start === end) return valueKinds.emptyText;
  // Of a key that has other texts nothing more is to be found out.
  if ((kinds & valueKinds.text) !== 0 || !isDigit(line[start]!) || end - start > longestTime)
    return valueKinds.text;
  return kindOfText(line.toString('latin1', start, end));
}

/** A number, `true`, `false` or `null`; DuckDB reads NaN, Infinity and their like, too. */
function scanWord(key: Key, line: Buffer, start: number, end: number, row: number): number {
  let at = start;
  let isWhole = true;
  for (; at < end; at++) {
    const byte = line[at]!;
    if (byte === comma || byte === closeBrace || isSpace(byte)) break;
    if (!isDigit(byte) && !(at === start && byte === 0x2d)) isWhole = false;
  }
  if (isWhole) {
    const digits = at - start - (line[start] === 0x2d ? 1 : 0);
    note(key, digits <= 18 ? valueKinds.whole : digits <= 38 ? valueKinds.long : valueKinds.fraction, row);
    return at;
  }
  const word = line.toString('latin1', start, at);
  if (word === 'null') return at;
  if (word === 'true' || word === 'false') note(key, valueKinds.truth, row);
  else noteFraction(key, word, row);
  return at;
}

function noteFraction(key: Key, word: string, row: number): void {
  note(key, valueKinds.fraction, row);
  if (/^-?inf/i.test(word)) key.infinite++;
  else if (!/^-?nan$/i.test(word)) key.written?.set(row, word);
}

function note(key: Key, kind: number, row: number): void {
  key.kinds |= kind;
  key.present++;
  const { twins } = key;
  if (twins.row === row && twins.key !== key) twins.clash = true;
  twins.row = row;
  twins.key = key;
}

/** The place of the quote that ends a text; `end` where there is none. */
function endOfText(line: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const byte = line[at]!;
    if (byte === backslash) at++;
    else if (byte === quote) return at;
  }
  return end;
}

/** The place after a list or an object, whatever it holds. */
function endOfCompound(line: Buffer, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const byte = line[at]!;
    if (byte === quote) at = endOfText(line, at + 1, end);
    else if (byte === openBrace || byte === openBracket) depth++;
    else if ((byte === closeBrace || byte === closeBracket) && --depth === 0) return at + 1;
  }
  return end;
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Whether a byte is a space as JSON knows them. */
export const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a;

/** The next place that is no space. */
export function skipSpace(line: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(line[at]!)) at++;
  return at;
}
