import { cellKind } from './cells.ts';
import type { Split } from './delimiter.ts';
import { isBlank, type StartRecord } from './records.ts';

const maxTitleLines = 20;

/** What stands above the first record of the table. */
export interface Preamble {
  /** Records above it, blank lines included. */
  readonly count: number;
  /** Those that are not blank. */
  readonly lines: readonly StartRecord[];
}

/** Finds blank lines, comments that begin with `#` and titles above the column names. */
export function findPreamble({ records, columns }: Split): Preamble {
  let count = 0;
  while (count < records.length - 1 && (isBlank(records[count]!) || isComment(records, count, columns)))
    count++;
  const titled = skipTitles(records, count, columns);
  return {
    count: titled,
    lines: records.slice(0, titled).filter((record) => !isBlank(record)),
  };
}

/** The last line beginning with `#` holds the column names where it has as many fields as the table. */
function isComment(records: readonly StartRecord[], at: number, columns: number): boolean {
  if (!isHashed(records[at]!)) return false;
  const next = records.slice(at + 1).find((record) => !isBlank(record));
  if (next === undefined) return false;
  if (columns === 1) return /^#\s/.test(records[at]!.fields[0]!);
  return records[at]!.fields.length !== columns || isHashed(next) || hasNames(next, columns);
}

const isHashed = ({ fields, quoted }: StartRecord): boolean => !quoted[0] && fields[0]!.startsWith('#');

/** Where the column names are if the lines above them are titles, which have fewer fields than the table. */
function skipTitles(records: readonly StartRecord[], from: number, columns: number): number {
  let at = from;
  while (at < records.length && at - from <= maxTitleLines && isTitle(records[at]!, columns)) at++;
  const header = records[at];
  return at > from && header !== undefined && hasNames(header, columns) ? at : from;
}

const isTitle = (record: StartRecord, columns: number): boolean => {
  const { fields } = record;
  if (isBlank(record)) return true;
  const filled = fields.filter((field) => field.trim() !== '').length;
  return fields.length === columns
    ? columns > 2 && filled === 1 && fields[0] !== ''
    : isNarrow(fields, columns);
};

/** One column less may be a forgotten name: such a line is no title, but a header to be corrected. */
const isNarrow = (fields: readonly string[], columns: number): boolean =>
  fields.length < columns - 1 || (columns > 1 && fields.length === 1);

const hasNames = ({ fields }: StartRecord, columns: number): boolean =>
  fields.length === columns &&
  new Set(fields).size === columns &&
  fields.every((field, index) => (field.trim() === '' ? index === 0 : cellKind(field) === 'text'));

const shownCharacters = 60;

/** Says what stands above the table. @param above lines of the file above the split text. */
export function preambleNotice(path: string, { lines }: Preamble, above: number): string[] {
  const [first] = lines;
  if (first === undefined) return [];
  const text = first.fields.join(' ').trim();
  const shown = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
  return [
    lines.length === 1
      ? `${path}, line ${first.line + above} stands above the table and was not read: ${JSON.stringify(shown)}.`
      : `${path}: ${lines.length} lines stand above the table and were not read, the first of them line ${first.line + above}: ${JSON.stringify(shown)}.`,
  ];
}
