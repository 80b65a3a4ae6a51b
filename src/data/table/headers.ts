import { HumanError } from '../../engine/errors.ts';
import type { Header, TableFormat, TextEncoding } from '../formats/types.ts';

/** The column names of files that are read as one table. */
export interface Headers {
  /** Of the first file; undefined for a format that has none. */
  readonly first: Header | undefined;
  /** Of all files, each once: of names that differ in upper and lower case only, the first. */
  readonly names: readonly string[];
  readonly notices: readonly string[];
}

/**
 * Reads the header of every file. Files may lack columns that others have, and have them in another order.
 * @param unique columns that must not stand in one file twice: one of the two would be taken for a feature.
 * @throws HumanError naming the file that is empty, separates its columns by another character than the first, or
 *   repeats a column.
 */
export async function readHeaders(
  format: TableFormat,
  paths: readonly string[],
  unique: readonly string[],
  encoding: TextEncoding = 'utf-8',
): Promise<Headers> {
  if (format.header === undefined) return { first: undefined, names: [], notices: [] };
  const headers: NamedHeader[] = [];
  for (const path of paths) headers.push({ path, ...(await format.header(path, encoding)) });
  for (const header of headers) {
    checkDelimiter(header, headers[0]!);
    checkRepeated(header, unique);
  }
  const all = distinctNames(headers);
  return { first: headers[0], names: [...all.values()], notices: missingColumns(headers, all) };
}

type NamedHeader = Header & { readonly path: string };

/** A single name says nothing of what would separate it from others. */
function checkDelimiter({ path, delimiter, names }: NamedHeader, first: NamedHeader): void {
  if (delimiter === first.delimiter || names.length === 1) return;
  throw new HumanError(
    `${path} separates its columns by ${JSON.stringify(delimiter)} and ${first.path} by ${JSON.stringify(first.delimiter)}; save both in the same way.`,
  );
}

/** Upper and lower case do not tell columns apart: DuckDB gives all but the first of them another name. */
function checkRepeated({ path, names }: NamedHeader, unique: readonly string[]): void {
  for (const name of unique) {
    const same = names.filter((other) => other.toLowerCase() === name.toLowerCase());
    if (same.length < 2 || (same[0] === name && same.lastIndexOf(name) === 0)) continue;
    throw new HumanError(
      same[0] === name
        ? `${path}: two columns are called "${name}"; rename one of them.`
        : `${path}: the names of two columns, "${same[0]}" and "${name}", differ in upper and lower case only; rename one of them.`,
    );
  }
}

/** Names as first written, by their lower case. */
function distinctNames(headers: readonly NamedHeader[]): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const name of headers.flatMap(({ names }) => names)) {
    if (!all.has(name.toLowerCase())) all.set(name.toLowerCase(), name);
  }
  return all;
}

/** One sentence a file: what it lacks that another has counts as missing. */
function missingColumns(headers: readonly NamedHeader[], all: ReadonlyMap<string, string>): string[] {
  return headers.flatMap(({ path, names }) => {
    const own = new Set(names.map((name) => name.toLowerCase()));
    const missing = [...all].filter(([key]) => key !== '' && !own.has(key)).map(([, name]) => `"${name}"`);
    if (missing.length === 0) return [];
    const shown = `${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}`;
    return [
      `${path} has no ${missing.length === 1 ? 'column' : 'columns'} ${shown}, which another file has; its rows count as having no value there.`,
    ];
  });
}
