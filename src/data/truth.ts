import { join } from 'node:path';
import { HumanError } from '../engine/errors.ts';
import { loadTable } from './table/load.ts';
import { readNames, readTexts } from './table/names.ts';

/** Labels of a truth file, one per id, null where it has none. */
export interface Truth {
  readonly labels: readonly (string | null)[];
  readonly notices: readonly string[];
}

/**
 * Reads a CSV with the columns `id,label`. Rows without an id are left out, with a notice.
 * @throws HumanError when a column is missing or an id stands there twice.
 */
export async function readTruth(folder: string, file: string, ids: readonly string[]): Promise<Truth> {
  const path = join(folder, file);
  const table = await loadTable([path], { verbatim: ['id', 'label'], header: true });
  try {
    const missing = ['id', 'label'].find((name) => table.columns.every((column) => column.name !== name));
    if (missing !== undefined)
      throw new HumanError(`${path}: there is no column "${missing}"; its header must be id,label.`);
    const truthIds = await readTexts(table.database, 'id');
    const truthLabels = await readNames(table, 'label');
    return {
      labels: matchIds(path, truthIds, truthLabels, ids),
      notices: [...table.notices, ...noticeWithoutId(path, truthIds), ...noticeUnknown(path, truthIds, ids)],
    };
  } finally {
    table.database.close();
  }
}

function matchIds(
  path: string,
  truthIds: readonly (string | null)[],
  labels: readonly (string | null)[],
  ids: readonly string[],
): (string | null)[] {
  const rows = new Map<string, number>();
  for (const [row, id] of truthIds.entries()) {
    if (id === null) continue;
    const earlier = rows.get(id);
    if (earlier !== undefined) {
      throw new HumanError(
        `${path}: rows ${earlier + 1} and ${row + 1} have the same id "${id}"; keep one of them.`,
      );
    }
    rows.set(id, row);
  }
  return ids.map((id) => labels[rows.get(id) ?? -1] ?? null);
}

/** Spreadsheets end with rows of nothing but commas. */
function noticeWithoutId(path: string, truthIds: readonly (string | null)[]): string[] {
  const count = truthIds.filter((id) => id === null).length;
  if (count === 0) return [];
  const first = truthIds.indexOf(null) + 1;
  return [
    count === 1
      ? `${path}: row ${first} has no id, so its label counts for no file.`
      : `${path}: ${count.toLocaleString('en')} rows have no id, so their labels count for no file; the first is row ${first}.`,
  ];
}

function noticeUnknown(path: string, truthIds: readonly (string | null)[], ids: readonly string[]): string[] {
  const known = new Set(ids);
  const unknown = truthIds.filter((id) => id !== null && !known.has(id));
  if (unknown.length === 0) return [];
  const example = `"${unknown[0]}"`;
  return unknown.length === 1
    ? [`${path}: the id ${example} names no file of the dataset.`]
    : [
        `${path}: ${unknown.length.toLocaleString('en')} ids name no file of the dataset, for example ${example}.`,
      ];
}
