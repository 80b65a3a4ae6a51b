import type { Source } from '../../protocol/manifest.ts';
import { checkColumns, chooseFeatures } from './plan.ts';
import { findIdColumn } from './ids.ts';
import type { Table } from './load.ts';
import { findProse } from './prose.ts';
import { profileColumns, textExpression } from './profile.ts';

export type TableSource = Extract<Source, { kind: 'table' }>;

/** What is asked of a source. */
export interface Wanted {
  /** The column with class names. */
  readonly label: string | undefined;
  /** Columns of prose become features too. They do in a manifest, where everybody sees them listed; not in a bare file. */
  readonly prose: boolean;
}

/**
 * The source that `init` writes: the id column found by its name, the label column as asked, whether its labels
 * are an oracle (every row has one) or the work so far, and the columns of free text that are features.
 * @throws UsageError when there is no such label column.
 */
export async function suggestTableSource(
  table: Table,
  files: readonly string[],
  { label, prose }: Wanted,
): Promise<TableSource> {
  checkColumns(
    '--label',
    label === undefined ? [] : [label],
    table.columns.map(({ name }) => name),
  );
  const id = await findIdColumn(table, label);
  const text = await chooseTexts(table, [label, id?.name], prose);
  return {
    kind: 'table',
    files: [...files],
    ...(table.hasHeader === false ? { header: false } : {}),
    ...(id === undefined ? {} : { id: id.name }),
    features: { numeric: 'auto', categorical: 'auto', text },
    ...(label === undefined ? {} : { label, labels: await labelsKind(table, label) }),
  };
}

async function labelsKind(table: Table, label: string): Promise<'oracle' | 'existing'> {
  const [row] = await table.database.rows(`SELECT count(${textExpression(label)}) = count(*) FROM data`);
  return row?.[0] === true ? 'oracle' : 'existing';
}

/** Columns of prose if these are wanted; any texts if there are no other features to learn from. */
async function chooseTexts(
  table: Table,
  exclude: readonly (string | undefined)[],
  prose: boolean,
): Promise<string[]> {
  const columns = table.columns.filter(({ name }) => !exclude.includes(name));
  const profiles = await profileColumns(table, columns);
  const chosen = chooseFeatures(profiles, undefined, table.rowCount);
  const found = prose ? findProse(profiles, chosen, table.rowCount) : [];
  if (found.length > 0) return found;
  if (chosen.numeric.length + chosen.categorical.length > 0) return [];
  return profiles
    .filter(({ distinct, looksLike }) => distinct > 1 && looksLike === undefined)
    .map(({ name }) => name);
}
