import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FormerNames } from '../../engine/journal/formerNames.ts';
import { journalName } from '../../engine/journal/openJournal.ts';
import { parseJournal } from '../../engine/journal/parse.ts';
import type { JournalEntry } from '../../engine/journal/types.ts';
import { quoteName } from '../../runtime/duckdb.ts';
import { nameOf } from '../nameOf.ts';
import { readTexts } from '../table/names.ts';
import { formerRowIds } from './rowHash.ts';
import { type FormerTable, readFormerTable } from './readTable.ts';

/** A dataset as it is read now. */
export interface PresentNames {
  readonly folder: string;
  readonly paths: readonly string[];
  /** The columns that hold ids and labels; undefined for ids by content and for no labels. */
  readonly id: string | undefined;
  readonly label: string | undefined;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  /** The number of each row's class, −1 for none. */
  readonly codes: Int32Array;
  /** Names that stand for the numbers of the label column. */
  readonly classNames: readonly string[] | undefined;
  readonly threads: number | undefined;
}

/** What a name must hold to be one that only an earlier version would have made of a value. */
const formerSpelling = /[.\\:[{]|e\+/;
const contentHash = /^[0-9a-f]{16}(?:#\d+)?$/;

/**
 * Finds what a journal calls samples and classes that have other names now, as ids by content have had since version
 * 0.1. The data is read a second time, as that version read it, only where a journal holds such names.
 */
export async function findFormerNames(present: PresentNames): Promise<FormerNames | undefined> {
  const used = usedNames(await readEntries(present.folder));
  const known = new Set(present.ids);
  const lostIds = [...used.ids].filter((id) => !known.has(id) && mayBeFormer(id, present));
  const lostClasses = [...used.classes].filter((name) => !present.classes.includes(name));
  const classes = new Map(lostClasses.flatMap((name) => respelled(name, present)));
  const unclear = lostClasses.filter((name) => !classes.has(name) && formerSpelling.test(name));
  if (lostIds.length === 0 && (unclear.length === 0 || present.label === undefined))
    return classes.size === 0 ? undefined : { ids: [], classes: [...classes] };
  const read = await readFormerNames(present);
  for (const [former, name] of read?.classes ?? []) if (!classes.has(former)) classes.set(former, name);
  const ids = read?.ids ?? [];
  return ids.length + classes.size === 0 ? undefined : { ids, classes: [...classes] };
}

/** Ids of rows that are gone are no reason to read the data twice. */
const mayBeFormer = (id: string, { id: column, ids }: PresentNames): boolean =>
  column === undefined
    ? contentHash.test(id)
    : formerSpelling.test(id) || ids.some((present) => formerSpelling.test(present));

/** Class names that follow from their spelling: of whole fractions, and of numbers that have names. */
function respelled(name: string, { classes, classNames }: PresentNames): [string, string][] {
  const whole = nameOf(name);
  const present = classes.includes(whole)
    ? whole
    : /^\d+$/.test(whole)
      ? classNames?.[Number(whole)]
      : undefined;
  return present === undefined ? [] : [[name, present]];
}

/** The entries of the dataset's journal; none where it cannot be read, which opening it reports. */
async function readEntries(folder: string): Promise<readonly JournalEntry[]> {
  try {
    const path = join(folder, journalName);
    return parseJournal(await readFile(path, 'utf8'), path).entries;
  } catch {
    return [];
  }
}

function usedNames(entries: readonly JournalEntry[]) {
  const ids = new Set<string>();
  const classes = new Set<string>();
  for (const entry of entries) {
    if ('id' in entry) ids.add(entry.id);
    if (entry.op === 'label') classes.add(entry.label);
    if (entry.op === 'rename-class') classes.add(entry.from);
    if (entry.op === 'merge-class') for (const name of [...entry.from, entry.to]) classes.add(name);
  }
  return { ids, classes };
}

/** Undefined where an earlier version could not read the data, or found other rows in it. */
async function readFormerNames(present: PresentNames): Promise<FormerNames | undefined> {
  const verbatim = [present.label, present.id].filter((name) => name !== undefined);
  const extension = extname(present.paths[0]!).toLowerCase();
  let table: FormerTable;
  try {
    table = await readFormerTable(present.paths, extension, verbatim, present.threads);
  } catch {
    return undefined;
  }
  try {
    const rows = await formerRows(table, present.ids.length);
    if (rows === undefined) return undefined;
    return { ids: await formerIds(table, present, rows), classes: await formerClasses(table, present, rows) };
  } finally {
    table.database.close();
  }
}

/** The former row of each present one: blank lines were rows. Undefined where the rows are others. */
async function formerRows({ database, columns }: FormerTable, count: number): Promise<number[] | undefined> {
  const isBlank = columns.map(({ name }) => `${quoteName(name)} IS NULL`).join(' AND ');
  const blank: boolean[] = [];
  await database.eachChunk(`SELECT ${isBlank} FROM data`, (chunk) => {
    blank.push(...(chunk.getColumnValues(0) as boolean[]));
  });
  if (blank.length === count) return [...blank.keys()];
  const rows = [...blank.keys()].filter((row) => blank[row] === false);
  return rows.length === count ? rows : undefined;
}

async function formerIds(
  table: FormerTable,
  { id, label, ids }: PresentNames,
  rows: readonly number[],
): Promise<FormerNames['ids']> {
  if (id !== undefined && table.columns.every(({ name }) => name !== id)) return [];
  const columns = table.columns.filter(({ name }) => name !== label);
  const former =
    id === undefined ? await formerRowIds(table.database, columns) : await readTexts(table.database, id);
  const known = new Set(ids);
  return ids.flatMap((present, row) => {
    const name = former[rows[row]!] ?? null;
    return name === null || known.has(name) ? [] : [[name, present] as const];
  });
}

/** A text that stood for several of the present classes stands for none. */
async function formerClasses(
  table: FormerTable,
  { label, classes, codes }: PresentNames,
  rows: readonly number[],
): Promise<FormerNames['classes']> {
  if (label === undefined || table.columns.every(({ name }) => name !== label)) return [];
  const found = new Map<string, Set<number>>();
  const texts = await readTexts(table.database, label);
  for (const [row, formerRow] of rows.entries()) {
    const text = texts[formerRow] ?? null;
    if (text === null || text === '' || codes[row]! < 0 || classes.includes(text)) continue;
    const codesOf = found.get(text) ?? new Set();
    found.set(text, codesOf.add(codes[row]!));
  }
  return [...found].flatMap(([text, numbers]) =>
    numbers.size === 1 ? [[text, classes[[...numbers][0]!]!] as const] : [],
  );
}
