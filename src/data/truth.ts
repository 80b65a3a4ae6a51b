import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { HumanError } from '../engine/errors.ts';
import { expandFiles } from './globs.ts';
import { loadTable, type Table } from './table/load.ts';
import { readNames, readTexts } from './table/names.ts';
import { findTruthColumns, usualTruthColumns } from './truthColumns.ts';
import { createFileMatcher } from './truthFiles.ts';
import { noticeRepeated, truthNotices, type TruthRow } from './truthNotices.ts';

/** Labels of truth files, one per id, null where they have none. */
export interface Truth {
  readonly labels: readonly (string | null)[];
  readonly notices: readonly string[];
  /** The columns that were taken, of each file. */
  readonly columns: readonly { readonly path: string; readonly file: string; readonly label: string }[];
}

interface TruthTable {
  readonly rows: readonly TruthRow[];
  readonly columns: Truth['columns'][number];
  /** What was tolerated while reading it. */
  readonly notices: readonly string[];
}

/**
 * Reads a table with the columns `id,label`, or with others that are named as such columns usually are. Rows without an
 * id or whose id names no file are left out, with a notice.
 * @param pattern a file relative to the folder, or a pattern of several.
 * @throws HumanError when a column is missing or a file has two labels.
 */
export async function readTruth(folder: string, pattern: string, ids: readonly string[]): Promise<Truth> {
  const files = await truthFiles(folder, pattern);
  const tables: TruthTable[] = [];
  for (const file of files) tables.push(await readTable(folder, file, ids));
  const labels = new Array<string | null>(ids.length).fill(null);
  const repeated = fillLabels(
    labels,
    tables.flatMap(({ rows }) => rows),
    ids,
  );
  return {
    labels,
    notices: [
      ...tables.flatMap(({ rows, notices }) => [...notices, ...truthNotices(rows, ids)]),
      ...noticeRepeated(repeated, ids),
    ],
    columns: tables.map(({ columns }) => columns),
  };
}

async function truthFiles(folder: string, pattern: string): Promise<readonly string[]> {
  const isNamed = await stat(join(folder, pattern)).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isNamed || !/[*?[{]/.test(pattern)) return [pattern];
  const files = await expandFiles(folder, [pattern]);
  if (files.length > 0) return files;
  throw new HumanError(`${join(folder, pattern)} matches no file; correct source.truth.`);
}

async function readTable(folder: string, file: string, ids: readonly string[]): Promise<TruthTable> {
  const path = join(folder, file);
  const parent = posix.dirname(file);
  const matcher = createFileMatcher(folder, parent === '.' ? '' : parent, ids);
  const { table, names } = await loadWithTexts(path);
  try {
    const { files: fileColumns, labels: labelColumns } = names;
    const [label, otherLabel] = labelColumns;
    if (fileColumns.length === 0 || label === undefined)
      throw missingColumn(path, table, fileColumns.length === 0);
    if (otherLabel !== undefined)
      throw new HumanError(
        `${path}: the columns ${labelColumns.map((name) => `"${name}"`).join(' and ')} may each hold the labels; rename the right one to "label".`,
      );
    const labels = await readNames(table, label);
    let best: TruthTable | undefined;
    for (const column of fileColumns) {
      const texts = await readTexts(table.database, column);
      const rows = texts.map((id, row) => ({
        number: row + 1,
        path,
        id,
        label: labels[row]!,
        match: id === null ? undefined : matcher.find(id),
      }));
      if (best === undefined || countMatched(rows) > countMatched(best.rows))
        best = { rows, columns: { path: file, file: column, label }, notices: table.notices };
    }
    return best!;
  } finally {
    table.database.close();
  }
}

const countMatched = (rows: readonly TruthRow[]): number =>
  rows.filter(({ match }) => match !== undefined).length;

/** The columns of files and labels as texts: `007` and `1.0` are no numbers here. */
async function loadWithTexts(path: string) {
  // Its columns are found by their names, so a file of text has a line of them.
  const header = /\.[ct]sv$/i.test(path) ? true : undefined;
  const namesOf = (table: Table) => findTruthColumns(table.columns.map(({ name }) => name));
  const table = await loadTable([path], { verbatim: usualTruthColumns, header });
  const names = namesOf(table);
  const wanted = [...names.files, ...names.labels];
  if (wanted.every((name) => usualTruthColumns.includes(name))) return { table, names };
  table.database.close();
  return { table: await loadTable([path], { verbatim: wanted, header }), names };
}

const missingColumn = (path: string, { columns }: Table, isFileMissing: boolean): HumanError =>
  new HumanError(
    `${path}: no column ${isFileMissing ? 'names the files' : 'holds the labels'} (its columns: ` +
      `${columns
        .slice(0, 8)
        .map(({ name }) => name)
        .join(', ')}${columns.length > 8 ? ', …' : ''}); its header must be id,label.`,
  );

/** @returns the rows that give a file the label it has already. */
function fillLabels(
  labels: (string | null)[],
  rows: readonly TruthRow[],
  ids: readonly string[],
): readonly TruthRow[] {
  const earlier = new Map<number, TruthRow>();
  const repeated: TruthRow[] = [];
  for (const row of rows) {
    if (row.match === undefined || row.label === null || row.label === '') continue;
    const before = earlier.get(row.match.row);
    if (before === undefined) earlier.set(row.match.row, row);
    else if (before.label === row.label) repeated.push(row);
    else throw twoLabels(before, row, ids[row.match.row]!);
    labels[row.match.row] = row.label;
  }
  return repeated;
}

function twoLabels(before: TruthRow, row: TruthRow, file: string): HumanError {
  const rows =
    before.path === row.path
      ? `${row.path}: rows ${before.number} and ${row.number}`
      : `${before.path}, row ${before.number}, and ${row.path}, row ${row.number},`;
  const same = before.id === row.id ? `have the same id "${row.id}"` : `name the same file, ${file},`;
  return new HumanError(
    `${rows} ${same} and different labels ("${before.label}", "${row.label}"); keep one of them.`,
  );
}
