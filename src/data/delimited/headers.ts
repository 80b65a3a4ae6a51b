import { HumanError } from '../../engine/errors.ts';

/** A file and the names of its columns. */
export interface NamedHeader {
  readonly path: string;
  readonly names: readonly string[];
}

/**
 * Upper and lower case do not tell columns apart: all but the first of them get another name.
 * @param unique columns that must not stand in one file twice: one of the two would be taken for a feature.
 * @throws HumanError naming the file that repeats one of them.
 */
export function checkRepeated({ path, names }: NamedHeader, unique: readonly string[]): void {
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

/** Names of all files, each once: of those that differ in upper and lower case only, the first. */
export function distinctNames(headers: readonly NamedHeader[]): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const name of headers.flatMap(({ names }) => names)) {
    if (!all.has(name.toLowerCase())) all.set(name.toLowerCase(), name);
  }
  return all;
}

/** One sentence a file: what it lacks that another has counts as missing. */
export function missingColumns(headers: readonly NamedHeader[], all: ReadonlyMap<string, string>): string[] {
  return headers.flatMap(({ path, names }) => {
    const own = new Set(names.map((name) => name.toLowerCase()));
    const missing = [...all].filter(([key]) => !own.has(key)).map(([, name]) => `"${name}"`);
    if (missing.length === 0) return [];
    const shown = `${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}`;
    return [
      `${path} has no ${missing.length === 1 ? 'column' : 'columns'} ${shown}, which another file has; its rows count as having no value there.`,
    ];
  });
}
