import type { Table } from './load.ts';
import { readLevels, textExpression } from './profile.ts';
import { batchesOf } from './textCells.ts';

/** A column as one that may hold class names. */
export interface LabelColumn {
  readonly name: string;
  /** Different values, counted up to an error of some percent where there are many; missing ones left out. */
  readonly values: number;
  /** Some of them in code-unit order, at most `maximumExamples`; none where there are too many to be classes. */
  readonly examples: readonly string[];
}

const maximumExamples = 4;
/** Share of rows without a value from which on a column looks like labels that are still to be given. */
const begunShare = 0.1;
/** More values than this are hardly anybody's classes. */
const fewValues = 50;
/** Examples are read for at most so many columns: a one-hot encoded table has thousands with few values. */
const maximumColumnsWithExamples = 64;
const usualName = /^(label|labels|class|classes|target|category|diagnosis|species|outcome|y)$/i;

const isWord = ({ values, type }: Counted, rows: number): boolean =>
  type === 'VARCHAR' && values <= fewValues && isRepeated(values, rows);

/** Some rows have a value, and more than a few have none, as would be by mistake. */
const isBegun = ({ missing }: Counted, rows: number): boolean =>
  missing >= rows * begunShare && missing < rows;

/** Whether a column can be one of classes, the surest kind first. */
const kinds: readonly ((column: Counted, rows: number) => boolean)[] = [
  ({ name, values }, rows) => usualName.test(name) && isRepeated(values, rows),
  // Labels that somebody has begun to give: a filled column of words is more often something known of every row.
  (column, rows) => isWord(column, rows) && isBegun(column, rows),
  isWord,
  ({ values, type }, rows) => !isFraction(type) && values <= fewValues && isRepeated(values, rows),
  ({ values }, rows) => isRepeated(values, rows),
];

interface Counted {
  readonly name: string;
  readonly type: string;
  readonly values: number;
  /** Rows without a value. */
  readonly missing: number;
}

/** At least two classes, and fewer of them than rows. */
const isRepeated = (values: number, rows: number): boolean => values >= 2 && values <= rows / 2;

const isFraction = (type: string): boolean => /^(FLOAT|DOUBLE|DECIMAL)/.test(type);

const kindOf = (column: Counted, rows: number): number => {
  const found = kinds.findIndex((isKind) => isKind(column, rows));
  return found === -1 ? kinds.length : found;
};

/**
 * The columns of a table, those first that most likely hold class names: by their name, then by how few
 * different values they have, partly filled ones of words before filled ones, in file order where these say nothing.
 */
export async function rankLabelColumns(table: Table): Promise<LabelColumn[]> {
  const counted = await countValues(table);
  const ranked = counted.sort((a, b) => kindOf(a, table.rowCount) - kindOf(b, table.rowCount));
  const candidates = ranked
    .filter((column) => column.values <= fewValues && kindOf(column, table.rowCount) < kinds.length)
    .slice(0, maximumColumnsWithExamples);
  const examples = new Map<string, readonly string[]>();
  for (const { name } of candidates)
    examples.set(name, (await readLevels(table, name)).levels.slice(0, maximumExamples));
  return ranked.map(({ name, values }) => ({ name, values, examples: examples.get(name) ?? [] }));
}

async function countValues({ database, columns }: Table): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const batch of batchesOf(columns)) {
    const counts = batch.flatMap(({ name }) => [
      `approx_count_distinct(${textExpression(name)})::INTEGER`,
      `(count(*) - count(${textExpression(name)}))::INTEGER`,
    ]);
    const [row = []] = await database.rows(`SELECT ${counts.join(', ')} FROM data`);
    for (const [index, { name, type }] of batch.entries())
      counted.push({ name, type, values: row[2 * index] as number, missing: row[2 * index + 1] as number });
  }
  return counted;
}
