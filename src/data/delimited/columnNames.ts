/** Names of columns as the table has them, and what changed. */
export interface ColumnNames {
  readonly names: readonly string[];
  /** Names that are not those of the file. */
  readonly renamed: readonly { readonly index: number; readonly written: string; readonly name: string }[];
}

const spaces = ' \t\n\v\f\r';

/** A name without the spaces around it; in linear time, for a name may consist of little else. */
export function trimName(name: string): string {
  let [start, end] = [0, name.length];
  while (start < end && spaces.includes(name[start]!)) start++;
  while (end > start && spaces.includes(name[end - 1]!)) end--;
  return name.slice(start, end);
}

/**
 * Names for the columns of a file, no two of which differ in upper and lower case only. A column without a name is
 * called by its place, a repeated name gets a number, as DuckDB does it: manifests name columns like this.
 */
export function nameColumns(written: readonly string[]): ColumnNames {
  const digits = String(written.length - 1).length;
  const repeats = new Map<string, number>();
  const renamed: ColumnNames['renamed'][number][] = [];
  const names = written.map((each, index) => {
    let name = trimName(each) || `column${String(index).padStart(digits, '0')}`;
    for (let count = repeats.get(name.toLowerCase()); count !== undefined;) {
      repeats.set(name.toLowerCase(), count + 1);
      name = `${name}_${count + 1}`;
      count = repeats.get(name.toLowerCase());
    }
    repeats.set(name.toLowerCase(), 0);
    if (name !== each) renamed.push({ index, written: each, name });
    return name;
  });
  return { names, renamed };
}

/** Names of the columns of a table without a header. */
export const numberedNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `column ${index + 1}`);

const shown = 5;

/** One sentence on the names that are not those of the file; none where there are none. */
export function renameNotice(path: string, { renamed }: ColumnNames): string[] {
  if (renamed.length === 0) return [];
  const changes = renamed
    .slice(0, shown)
    .map(({ index, written, name }) =>
      trimName(written) === ''
        ? `column ${index + 1}, which has no name, is "${name}"`
        : `${JSON.stringify(written)} is "${name}"`,
    );
  const more = renamed.length > shown ? ` and ${(renamed.length - shown).toLocaleString('en')} more` : '';
  return [`${path}: some columns go by another name here: ${changes.join(', ')}${more}.`];
}
