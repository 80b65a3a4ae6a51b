import { join } from 'node:path';
import { HumanError } from '../engine/errors.ts';
import { readTexts } from './table/ids.ts';
import { loadTable } from './table/load.ts';

/** Labels of a truth file, one per id, null where it has none. */
export interface Truth {
  readonly labels: readonly (string | null)[];
  readonly notices: readonly string[];
}

/**
 * Reads a CSV with the columns `id,label`.
 * @throws HumanError when a column is missing or an id stands there twice.
 */
export async function readTruth(folder: string, file: string, ids: readonly string[]): Promise<Truth> {
  const path = join(folder, file);
  const table = await loadTable([path], { verbatim: ['id', 'label'] });
  try {
    const missing = ['id', 'label'].find((name) => table.columns.every((column) => column.name !== name));
    if (missing !== undefined)
      throw new HumanError(`${path}: there is no column "${missing}"; its header must be id,label.`);
    const truthIds = await readTexts(table.database, 'id', table.rowCount);
    const truthLabels = await readTexts(table.database, 'label', table.rowCount);
    return {
      labels: matchIds(path, truthIds, truthLabels, ids),
      notices: noticeUnknown(path, truthIds, ids),
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
  const rows = new Map<string | null, number>();
  for (const [row, id] of truthIds.entries()) {
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

function noticeUnknown(path: string, truthIds: readonly (string | null)[], ids: readonly string[]): string[] {
  const known = new Set<string | null>(ids);
  const unknown = truthIds.filter((id) => !known.has(id));
  if (unknown.length === 0) return [];
  const example = `"${unknown[0]}"`;
  return unknown.length === 1
    ? [`${path}: the id ${example} names no file of the dataset.`]
    : [
        `${path}: ${unknown.length.toLocaleString('en')} ids name no file of the dataset, for example ${example}.`,
      ];
}
