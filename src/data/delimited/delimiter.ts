import { cellKind } from './cells.ts';
import { type Dialect, doubledQuotes, noDelimiter } from './dialect.ts';
import { isBlank, splitRecords, type StartRecord } from './records.ts';

/** Characters that may separate the values. */
export interface Candidates {
  /** Usual in files of this kind; the first is taken where nothing tells them apart. */
  readonly usual: readonly string[];
  /** Taken only where no usual one separates anything and every record agrees. */
  readonly rare: readonly string[];
}

/** The start of a file, split by one of the candidates. */
export interface Split {
  readonly delimiter: string;
  readonly records: readonly StartRecord[];
  /** Fields of most records. */
  readonly columns: number;
  /** Other characters that would make columns. */
  readonly others: readonly string[];
  /** Those of them that would do it nearly as well. */
  readonly rivals: readonly string[];
}

interface Scored extends Omit<Split, 'others' | 'rivals'> {
  readonly score: number;
  /** Share of the records with as many fields as most. */
  readonly share: number;
  readonly headerAgrees: boolean;
  /** The same share from the first such record on: titles stand above it. */
  readonly shareBelow: number;
}

const maxRecords = 500;
const typedRows = 50;
/** Share of records that must agree on the number of fields where the first line does not. */
const minShareAgainstHeader = 0.8;
const minSpacedShare = 0.8;

/** From this share of the best score on a candidate is a rival. */
const rivalShare = 0.95;

/** Finds the character by which the records at the start of a file fall into equally many fields. */
export function findDelimiter(text: string, { usual, rare }: Candidates): Split {
  const splits = usual.map((delimiter) => split(text, delimiter));
  const plausible = splits.filter(isPlausible);
  const found = best(plausible) ?? best(rare.map((delimiter) => split(text, delimiter)).filter(isSure));
  if (found !== undefined) {
    const others = plausible.filter(({ delimiter }) => delimiter !== found.delimiter);
    const rivals = others.filter(({ score }) => score >= found.score * rivalShare);
    return { ...found, others: others.map(name), rivals: rivals.map(name) };
  }
  const comma = splits.find(isProse);
  if (comma !== undefined) return { ...split(text, noDelimiter), others: [comma.delimiter], rivals: [] };
  // No character gives a table: the first line decides, and reading the file names the lines that do not fit.
  const byHeader = splits.reduce((one, other) => (headerWidth(other) > headerWidth(one) ? other : one));
  return { ...byHeader, columns: headerWidth(byHeader), others: [], rivals: [] };
}

/** The start of a file, split by the character that the file itself names. */
export const splitBy = (text: string, delimiter: string): Split => ({
  ...split(text, delimiter),
  others: [],
  rivals: [],
});

const name = ({ delimiter }: Scored): string => delimiter;

const best = (splits: readonly Scored[]): Scored | undefined =>
  splits.length === 0 ? undefined : splits.reduce((one, other) => (isBetter(other, one) ? other : one));

const isBetter = (other: Scored, one: Scored): boolean =>
  other.score === one.score ? other.columns > one.columns : other.score > one.score;

function split(text: string, delimiter: string): Scored {
  const dialect: Dialect = { delimiter, ...doubledQuotes };
  const records = splitRecords(text, dialect, maxRecords);
  const filled = records.filter((record) => !isBlank(record));
  const columns = commonWidth(filled);
  const same = filled.filter(({ fields }) => fields.length === columns);
  const share = same.length / Math.max(1, filled.length);
  const headerAgrees = filled[0]?.fields.length === columns;
  const above = filled.findIndex(({ fields }) => fields.length === columns);
  const shareBelow = same.length / Math.max(1, filled.length - above);
  const score =
    share *
    (headerAgrees ? 1 : 0.5) *
    (0.2 + 0.8 * cleanShare(same, delimiter)) *
    (1 + 0.1 * typedShare(same.slice(1), columns));
  return { delimiter, records, columns, share, headerAgrees, shareBelow, score };
}

function commonWidth(records: readonly StartRecord[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  const [first] = [...counts].sort(([width, count], [other, more]) => more - count || other - width);
  return first?.[0] ?? 1;
}

const headerWidth = ({ records }: Scored): number =>
  records.find((record) => !isBlank(record))?.fields.length ?? 1;

const isPlausible = (found: Scored): boolean =>
  found.columns > 1 &&
  (found.headerAgrees || (found.shareBelow >= minShareAgainstHeader && !isPunctuation(found)));

const isSure = (found: Scored): boolean => found.columns > 1 && found.headerAgrees && found.share === 1;

/** Whether a space stands behind nearly every comma, as in sentences. */
function isPunctuation({ delimiter, records }: Scored): boolean {
  const behind = records.flatMap(({ fields }) => fields.slice(1));
  const spaced = behind.filter((field) => field.startsWith(' '));
  return delimiter === ',' && spaced.length >= behind.length * minSpacedShare;
}

/** Whether the file is one column of sentences: one name, and below it commas here and there. */
const isProse = (found: Scored): boolean =>
  found.delimiter === ',' &&
  headerWidth(found) === 1 &&
  found.records.some(({ fields }) => fields.length > 1) &&
  isPunctuation(found);

/** Share of the columns whose values are all numbers or all dates. */
function typedShare(rows: readonly StartRecord[], columns: number): number {
  let typed = 0;
  for (let column = 0; column < columns; column++) {
    const kinds = new Set(rows.slice(0, typedRows).map(({ fields }) => cellKind(fields[column]!)));
    kinds.delete('empty');
    if (kinds.size === 1 && !kinds.has('text')) typed++;
  }
  return typed / columns;
}

/** Share of the cells without traces of another delimiter. */
function cleanShare(records: readonly StartRecord[], delimiter: string): number {
  let cells = 0;
  let clean = 0;
  for (const { fields, quoted } of records)
    for (const [index, field] of fields.entries()) {
      cells++;
      if (quoted[index] || isClean(field, delimiter)) clean++;
    }
  return cells === 0 ? 1 : clean / cells;
}

const decimalComma = /^\s*[-+]?\d+(,\d+)+\s*$/;

/** Commas are no trace of another delimiter in decimal numbers and in sentences. */
const isClean = (field: string, delimiter: string): boolean =>
  ![';', '\t', '|'].some((other) => other !== delimiter && field.includes(other)) &&
  (!/,\S/.test(field) || decimalComma.test(field));
