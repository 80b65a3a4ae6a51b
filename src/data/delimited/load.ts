import { type Database, quoteName, quotePaths, quoteText } from '../../runtime/duckdb.ts';
import type { ReadOptions, ReadTable } from '../formats/types.ts';
import { isIdName } from '../table/ids.ts';
import { nameColumns, numberedNames, renameNotice } from './columnNames.ts';
import { findTypes } from './columnTypes.ts';
import { dropEmptyRows, emptyRowsNotice, type EmptyRows } from './emptyRows.ts';
import { type FaultyTable, faultError } from './faults.ts';
import { checkRepeated, distinctNames, missingColumns } from './headers.ts';
import { findLayout, type Layout, type LayoutRules } from './layout.ts';
import { CopyFolders, makeReadable, type ReadableFile } from './readable.ts';
import { walkRecords } from './walk.ts';

/** A delimited file that is understood: where it is read, how, and what its columns are called. */
interface DelimitedFile extends ReadableFile {
  readonly layout: Layout;
  readonly names: readonly string[];
  readonly written: readonly string[];
}

/** Reads delimited files one after the other into the table `data`; columns are matched by their names. */
export async function readDelimited(
  database: Database,
  paths: readonly string[],
  { verbatim, header }: ReadOptions,
  kind: Pick<LayoutRules, 'candidates' | 'isQuotingUsual'>,
): Promise<ReadTable> {
  const folders = new CopyFolders();
  try {
    const rules: LayoutRules = { ...kind, header: { hasHeader: header, wanted: verbatim } };
    const files: DelimitedFile[] = [];
    for (const path of paths) files.push(await understand(await makeReadable(path, folders.make), rules));
    for (const { path, layout } of files) checkRepeated({ path, names: layout.names ?? [] }, verbatim);
    const all = distinctNames(files);
    const names = [...all.values()];
    const counts = await readTexts(database, files, [...all.keys()]);
    const keptAsText = new Set(files.flatMap((file) => keptColumns(file, verbatim)));
    await typeTexts(database, names, keptAsText);
    return {
      hasHeader: files[0]!.layout.names !== undefined,
      writtenNames: [...writtenNames(files).values()],
      guesses: files.flatMap(({ guesses, layout }) => [...guesses, ...layout.guesses]),
      notices: [
        ...files.flatMap((file, index) => [
          ...noticesOf(file),
          ...emptyRowsNotice(file.path, counts[index]!),
        ]),
        ...missingColumns(files, all),
      ],
    };
  } finally {
    await folders.remove();
  }
}

/** A column of the table `texts`: names of the user's could hide those of DuckDB's, such as `rowid`. */
const textColumn = (index: number): string => `c${index}`;

async function understand(file: ReadableFile, rules: LayoutRules): Promise<DelimitedFile> {
  const layout = await findLayout(file, rules);
  const fault = layout.walk?.fault;
  if (fault !== undefined && fault.kind !== 'lineEnd') throw faultError(fault, tableOf(file, layout));
  const { names } =
    layout.names === undefined ? { names: numberedNames(layout.columns) } : nameColumns(layout.names);
  return { ...file, layout, names, written: layout.names ?? names };
}

const tableOf = ({ path }: ReadableFile, { columns, headerLine }: Layout): FaultyTable => ({
  path,
  columns,
  headerLine,
});

/** Columns whose texts are kept, in whichever file they stand: the ones asked for, and what may be ids. */
const keptColumns = ({ names, written }: DelimitedFile, verbatim: readonly string[]): string[] =>
  names.filter((name, index) => verbatim.includes(name) || isIdName(written[index]!));

/** Names as written, by the lower case of the name in the table; of several files, as the first writes them. */
function writtenNames(files: readonly DelimitedFile[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { names, written } of files)
    for (const [index, name] of names.entries()) {
      const key = name.toLowerCase();
      if (!found.has(key)) found.set(key, written[index]!);
    }
  return found;
}

/** Reads every file into the table `texts`, whose columns are `c0`, `c1`, … in the order of `keys`. */
async function readTexts(
  database: Database,
  files: readonly DelimitedFile[],
  keys: readonly string[],
): Promise<EmptyRows[]> {
  const columns = keys.map((_, index) => textColumn(index));
  await database.execute(`CREATE TABLE texts (${columns.map((name) => `${name} VARCHAR`).join(', ')})`);
  const places = new Map(keys.map((key, index) => [key, index]));
  const counts: EmptyRows[] = [];
  for (const file of files) {
    const targets = file.names.map((name) => textColumn(places.get(name.toLowerCase())!));
    try {
      await database.execute(`INSERT INTO texts (${targets.join(', ')}) FROM ${readerCall(file)}`);
    } catch (error) {
      throw await explain(error, file);
    }
    counts.push(await dropEmptyRows(database, targets, counts.at(-1)?.next ?? 0));
  }
  return counts;
}

/** Bytes of a row that DuckDB takes at least. */
const minLineSize = 1 << 24;

/**
 * The call of DuckDB's reader. Nothing is left to its guesses, which look at the first rows only. To it the blank lines
 * of a table of one column are rows.
 */
function readerCall({ readable, survey, layout }: DelimitedFile): string {
  const { dialect, columns, skip, walk } = layout;
  const longest = Math.max(survey.longestLine, walk?.longestRecord ?? 0);
  const texts = Array.from({ length: columns }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  return `read_csv(${[
    quotePaths([readable]),
    'auto_detect = false, header = false, hive_partitioning = false',
    `skip = ${skip}`,
    `delim = ${quoteText(dialect.delimiter)}`,
    `quote = ${quoteText(dialect.quote)}, escape = ${quoteText(dialect.escape)}`,
    `comment = '', strict_mode = true, allow_quoted_nulls = false`,
    `max_line_size = ${Math.max(minLineSize, longest + 1024)}`,
    `columns = {${texts}}`,
  ].join(', ')})${columns === 1 ? ' WHERE c0 IS NOT NULL' : ''}`;
}

/** DuckDB counts lines in parts of the file; a walk through it finds the right one. */
async function explain(error: unknown, file: DelimitedFile): Promise<unknown> {
  const { dialect, columns, skip } = file.layout;
  const { fault } = await walkRecords(file.readable, { dialect, columns, skip });
  return fault === undefined ? error : faultError(fault, tableOf(file, file.layout), error);
}

/** Makes the table `data` of the table `texts`, in which columns have names and types. */
async function typeTexts(
  database: Database,
  names: readonly string[],
  keptAsText: ReadonlySet<string>,
): Promise<void> {
  // The search for common subexpressions takes time by the square of the columns, and saves little here.
  await database.execute("SET disabled_optimizers = 'common_subexpressions'");
  const open = names.flatMap((name, index) => (keptAsText.has(name) ? [] : [textColumn(index)]));
  const types = await findTypes(database, open);
  const values = names.map((name, index) => {
    const text = `nullif(${textColumn(index)}, '')`;
    const type = types.get(textColumn(index));
    return `${type === undefined ? text : `CAST(${text} AS ${type})`} AS ${quoteName(name)}`;
  });
  await database.execute(`CREATE TABLE data AS SELECT ${values.join(', ')} FROM texts`);
  await database.execute("SET disabled_optimizers = ''");
  await database.execute('DROP TABLE texts');
}

const count = (lines: number, one: string, many: string): string =>
  lines === 1 ? `1 ${one}` : `${lines.toLocaleString('en')} ${many}`;

function noticesOf({ path, notices, layout }: DelimitedFile): string[] {
  const blank = layout.walk?.blankLines ?? 0;
  return [
    ...notices,
    ...layout.notices,
    ...(layout.written === undefined ? [] : renameNotice(path, nameColumns(layout.written))),
    ...(blank === 0
      ? []
      : [
          `${path}: ${count(blank, 'blank line', 'blank lines')} between the rows ${blank === 1 ? 'is' : 'are'} not read as a row.`,
        ]),
  ];
}
