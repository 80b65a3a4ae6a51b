import type { Source } from '../../protocol/manifest.ts';
import { checkColumns, chooseFeatures } from './plan.ts';
import { findIdColumn } from './ids.ts';
import type { Table } from './load.ts';
import { findProse } from './prose.ts';
import { hasAllNames } from './names.ts';
import { profileColumns } from './profile.ts';

export type TableSource = Extract<Source, { kind: 'table' }>;

/**
 * The source that `init` writes: the id column found by its name, the label column as asked, whether its labels
 * are an oracle (every row has one) or the work so far, and the columns of free text that are features.
 * @throws UsageError when there is no such label column.
 */
export async function suggestTableSource(
  table: Table,
  files: readonly string[],
  label: string | undefined,
): Promise<TableSource> {
  checkColumns(
    '--label',
    label === undefined ? [] : [label],
    table.columns.map(({ name }) => name),
  );
  const id = await findIdColumn(table, label);
  const text = await chooseTexts(table, [label, id?.name]);
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
  return (await hasAllNames(table, label)) ? 'oracle' : 'existing';
}

/** Rows whose texts fit into memory as features; of more rows they are features only where a person lists them. */
const mostRowsWithText = 500_000;

/** Columns of prose; any texts if there are no other features to learn from. */
async function chooseTexts(table: Table, exclude: readonly (string | undefined)[]): Promise<string[]> {
  const columns = table.columns.filter(({ name }) => !exclude.includes(name));
  const profiles = await profileColumns(table, columns);
  const chosen = chooseFeatures(profiles, undefined, table.rowCount);
  const found = table.rowCount > mostRowsWithText ? [] : findProse(profiles, chosen);
  if (found.length > 0) return found;
  if (chosen.numeric.length + chosen.categorical.length > 0) return [];
  return profiles
    .filter(
      ({ distinct, looksLike, leftOut }) => distinct > 1 && looksLike === undefined && leftOut === undefined,
    )
    .map(({ name }) => name);
}
