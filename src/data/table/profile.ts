import { type Database, quoteName } from '../../runtime/duckdb.ts';
import { columnClass } from './columnClass.ts';
import type { ColumnProfile } from './columnProfile.ts';
import type { Table, TableColumn } from './load.ts';
import { batchesOf, readCells } from './textCells.ts';
import { TextTally } from './textTally.ts';

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

/** Rows from which a column of more than 1,000 different texts is known; later ones are not read for that. */
export const profiledRows = 20_480;
/** First values that are kept to be shown. */
const examples = 5;

/** Profiles of columns by their names, of tables that are looked at more than once. */
const known = new WeakMap<Database, Map<string, ColumnProfile>>();

/** Profiles the given columns, reading texts in batches of columns, so that wide tables take no longer than long ones. */
export async function profileColumns(
  table: Table,
  columns: readonly TableColumn[],
): Promise<ColumnProfile[]> {
  const profiles = known.get(table.database) ?? new Map<string, ColumnProfile>();
  known.set(table.database, profiles);
  const unknown = columns.filter(({ name }) => !profiles.has(name));
  const texts = unknown.filter(({ type }) => columnClass(type) === 'string');
  for (const batch of batchesOf(texts))
    for (const profile of await profileTexts(table, batch)) profiles.set(profile.name, profile);
  for (const { name, type } of unknown)
    if (columnClass(type) !== 'string') profiles.set(name, plainProfile(name, type, table.rowCount));
  return columns.map(({ name, leftOut }) => ({ ...profiles.get(name)!, leftOut }));
}

const plainProfile = (name: string, type: string, rowCount: number): ColumnProfile => ({
  name,
  class: columnClass(type),
  distinct: 0,
  examples: [],
  profiledRows: rowCount,
});

/** Reads the first rows of every column, and the others of those that may still turn out to be numbers or categories. */
async function profileTexts(table: Table, columns: readonly TableColumn[]): Promise<ColumnProfile[]> {
  const tallies = columns.map(() => new TextTally());
  const expressions = columns.map(({ name }) => textExpression(name));
  await tallyRows(table, expressions, tallies, { rows: profiledRows });
  if (table.rowCount > profiledRows) {
    for (const tally of tallies) tally.endSample();
    const open = [...columns.keys()].filter((column) => tallies[column]!.isUndecided);
    await tallyRows(
      table,
      open.map((column) => expressions[column]!),
      open.map((column) => tallies[column]!),
      { from: profiledRows },
    );
    const decided = columns.filter((_, column) => !open.includes(column));
    const present = await countPresent(
      table,
      decided.map(({ name }) => name),
    );
    return columns.map(({ name }, column) =>
      open.includes(column)
        ? textProfile(name, tallies[column]!, table.rowCount)
        : { ...textProfile(name, tallies[column]!, profiledRows), texts: present.get(name)! },
    );
  }
  return columns.map(({ name }, column) => textProfile(name, tallies[column]!, table.rowCount));
}

const tallyRows = (
  table: Table,
  expressions: readonly string[],
  tallies: readonly TextTally[],
  rows: { readonly from?: number; readonly rows?: number },
): Promise<void> =>
  readCells(
    table,
    expressions,
    (column, values) => {
      for (const value of values) tallies[column]!.add(value);
    },
    rows,
  );

/** Rows with a value, by column. */
export async function countPresent(
  table: Table,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const batch of batchesOf(names)) {
    const expressions = batch.map((name) => `count(${textExpression(name)})::INTEGER`);
    const [row = []] = await table.database.rows(`SELECT ${expressions.join(', ')} FROM data`);
    for (const [index, name] of batch.entries()) counts.set(name, row[index] as number);
  }
  return counts;
}

/** A column of texts that are all numbers, or all true or false, but for words for "missing", is one of numbers. */
function textProfile(name: string, tally: TextTally, rows: number): ColumnProfile {
  const found = { name, texts: tally.present, examples: tally.examples(examples), profiledRows: rows };
  if (tally.isNumber) return { ...found, class: 'number', distinct: 0 };
  const { distinct, looksLike } = tally;
  return { ...found, class: 'string', distinct, levels: tally.levels(), look: tally.look(), looksLike };
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
