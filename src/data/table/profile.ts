import { quoteName } from '../../runtime/duckdb.ts';
import { type ColumnClass, columnClass } from './columnClass.ts';
import type { Table, TableColumn } from './load.ts';

/** What has to be known of a column before its features are chosen. */
export interface ColumnProfile {
  readonly name: string;
  readonly class: ColumnClass;
  /** Different texts; 0 for numbers and times. */
  readonly distinct: number;
  /** Rows with a text; undefined for columns that hold no texts. */
  readonly texts?: number | undefined;
  /** Words of a value, on average; 0 for numbers and times. */
  readonly words: number;
  /** What all texts seem to be, written in a way that is not read as such; undefined for other texts. */
  readonly looksLike?: 'number' | 'date' | undefined;
}

/** Words for "missing" that do not keep a column of numbers from being one. */
const markerWords = ['-', '?', 'na', 'n/a', '#n/a', 'nan', 'null', 'none'];

/** DuckDB takes `3_12` for 312, but to whoever writes it such a code is no number. */
const castToNumber = (text: string): string =>
  `TRY_CAST(CASE WHEN contains(${text}, '_') THEN NULL ELSE ${text} END AS DOUBLE)`;

/** An SQL expression of a column as DOUBLE, NULL where there is no number. Times become seconds. */
export function numberExpression({ name, type }: TableColumn): string {
  const quoted = quoteName(name);
  const kind = columnClass(type);
  if (kind === 'number') return `${quoted}::DOUBLE`;
  if (kind === 'time') return secondsExpression(quoted, type);
  const text = `${quoted}::VARCHAR`;
  return `coalesce(${castToNumber(text)}, CASE lower(${text}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END)`;
}

/** DuckDB has no seconds of an infinite moment; it is told from a missing one, so that a notice can count it. */
const secondsExpression = (quoted: string, type: string): string =>
  /^(DATE|TIMESTAMP)/.test(type)
    ? `CASE WHEN isfinite(${quoted}) THEN epoch(${quoted})::DOUBLE WHEN ${quoted} IS NOT NULL THEN 'Infinity'::DOUBLE END`
    : `epoch(${quoted})::DOUBLE`;

/** An SQL expression of a column as text; the empty text is missing. */
export const textExpression = (name: string): string => `nullif(${quoteName(name)}::VARCHAR, '')`;

/** Profiles the given columns in one pass over those of texts. */
export async function profileColumns(
  table: Table,
  columns: readonly TableColumn[],
): Promise<ColumnProfile[]> {
  const texts = columns.filter(({ type }) => columnClass(type) === 'string');
  const counted = new Map((await profileTexts(table, texts)).map((profile) => [profile.name, profile]));
  return columns.map(
    ({ name, type }) => counted.get(name) ?? { name, class: columnClass(type), distinct: 0, words: 0 },
  );
}

async function profileTexts(table: Table, columns: readonly TableColumn[]): Promise<ColumnProfile[]> {
  if (columns.length === 0) return [];
  const counts = columns.flatMap(textCounts).map((count) => `(${count})::INTEGER`);
  const [row] = await table.database.rows(`SELECT ${counts.join(', ')} FROM data`);
  return columns.map(({ name }, index) =>
    textProfile(name, (row as number[]).slice(index * countsPerText, (index + 1) * countsPerText)),
  );
}

const countsPerText = 8;

/** Numbers with separators of thousands, a decimal comma or a sign of their unit. */
const writtenNumber = String.raw`[-+]?[$€£]?\d+([.,]\d{3})*([.,]\d+)?[ ]?[%€$£]?`;
/** Days that do not begin with the year, with or without the time of day. */
const writtenDate = String.raw`\d{1,2}([./-])\d{1,2}[./-]\d{2,4}([ T]\d{1,2}:\d{2}(:\d{2})?)?`;

const textCounts = ({ name }: TableColumn): readonly string[] => {
  const text = textExpression(name);
  const number = castToNumber(text);
  const marker = `lower(trim(${text})) IN (${markerWords.map((word) => `'${word}'`).join(', ')})`;
  return [
    `count(${text})`,
    `count(DISTINCT ${text})`,
    `count(*) FILTER (isfinite(${number}))`,
    `count(*) FILTER (lower(${text}) IN ('true', 'false'))`,
    `count(*) FILTER (isnan(${number}) OR isinf(${number}) OR ${marker})`,
    `count(*) FILTER (regexp_full_match(trim(${text}), '${writtenNumber}'))`,
    `count(*) FILTER (regexp_full_match(trim(${text}), '${writtenDate}'))`,
    `coalesce(avg(1 + length(${text}) - length(replace(${text}, ' ', ''))), 0)`,
  ];
};

/** A column of texts that are all numbers, or all true or false, but for words for "missing", is one of numbers. */
function textProfile(name: string, counts: readonly number[]): ColumnProfile {
  const [present = 0, distinct = 0, numbers = 0, truths = 0, markers = 0] = counts;
  const [writtenNumbers = 0, writtenDates = 0, words = 0] = counts.slice(5);
  const values = truths === 0 ? numbers : truths;
  const looksLike =
    writtenNumbers > 0 && writtenNumbers + markers >= present
      ? 'number'
      : writtenDates > 0 && writtenDates + markers >= present
        ? 'date'
        : undefined;
  if (values === 0 || values + markers < present)
    return { name, class: 'string', distinct, texts: present, words, looksLike };
  return { name, class: 'number', distinct: 0, texts: present, words: 0 };
}

/** Every level of a column in code-unit order, and whether rows have none. */
export async function readLevels(
  table: Table,
  name: string,
): Promise<{ readonly levels: string[]; readonly missing: boolean }> {
  const rows = await table.database.rows(`SELECT DISTINCT ${textExpression(name)} FROM data`);
  const levels = rows.map(([level]) => level).filter((level) => typeof level === 'string');
  return { levels: levels.sort(), missing: levels.length < rows.length };
}
