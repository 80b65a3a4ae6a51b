import { readDelimited, type Delimiter, type DelimitedRecord, type Dialect } from '../delimited.ts';
import { inEnglish } from '../../translate.ts';
import type { ReadOptions } from '../types.ts';
import { findColumns } from './columns.ts';

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

/** A delimited text without Excel's first line `sep=;`, and the delimiter that line names. */
export function takeSeparatorLine(text: string): { readonly text: string; readonly delimiter?: Delimiter } {
  const match = /^"?sep=(.)"?(?=\r|\n)/iu.exec(text);
  const delimiter = delimiters.find((each) => each === match?.[1]);
  // The line break stays, so that the numbers of the lines do.
  return match === null || delimiter === undefined
    ? { text }
    : { text: text.slice(match[0].length), delimiter };
}

/**
 * The delimiter that gives the header the columns an import needs; where none does, the one that splits it into most
 * columns, of equals the comma.
 */
export function chooseDelimiter(text: string, options: ReadOptions): Delimiter {
  const candidates = delimiters.map((delimiter) => {
    const names = headerIn(text, { delimiter, quotes: true })?.fields ?? [];
    return { delimiter, fields: names.length, fits: hasColumns(names, options) };
  });
  candidates.sort((one, other) => Number(other.fits) - Number(one.fits) || other.fields - one.fields);
  return candidates[0]!.delimiter;
}

/** Whether the text begins with a header that names an id and a label. */
export function hasHeader(whole: string): boolean {
  const { text } = takeSeparatorLine(whole);
  return delimiters.some((delimiter) => {
    const names = headerIn(text, { delimiter, quotes: true })?.fields ?? [];
    return hasColumns(names, { t: inEnglish });
  });
}

/** The first record, undefined where there is none or it cannot be read. */
function headerIn(text: string, dialect: Dialect): DelimitedRecord | undefined {
  try {
    const { value } = readDelimited(text, '', dialect).next() as IteratorResult<DelimitedRecord, undefined>;
    return value;
  } catch {
    return undefined;
  }
}

function hasColumns(names: readonly string[], options: ReadOptions): boolean {
  try {
    findColumns(names, options, { place: '', columns: 'columns' });
    return true;
  } catch {
    return false;
  }
}
