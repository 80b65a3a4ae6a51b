import { foldCase, type Key } from './key.ts';
import { isCompound, storedType, timeType } from './valueKinds.ts';

/** A column of the table, and the keys that its values stand under. */
export interface JsonColumn {
  /** As in the table. */
  readonly name: string;
  /** As in the file; empty for the key `""`. */
  readonly writtenName: string;
  /** More than one where spellings of the same key are read as one column. */
  readonly keys: readonly Key[];
  /** The type DuckDB reads it as. */
  readonly type: string;
  /** The type that its texts are turned into; undefined for other columns. */
  readonly time: string | undefined;
  readonly isCompound: boolean;
  /** Whether DuckDB's reader of typed columns can be told to read it. */
  readonly isPlain: boolean;
}

/** The columns of a file's keys, in the order in which these first stand in it, and what there is to say of them. */
export interface JsonPlan {
  readonly columns: readonly JsonColumn[];
  readonly notices: readonly string[];
}

/**
 * Plans the columns of some keys.
 * @param isVerbatim whether a column's values are wanted as they are written: ids and labels.
 * @param wanted names that are asked for: of keys that differ in case only, the one to call the column by.
 */
export function planColumns(
  keys: readonly Key[],
  isVerbatim: (name: string) => boolean,
  wanted: readonly string[],
): JsonPlan {
  const taken = new Set<string>();
  const notices: string[] = [];
  const columns: JsonColumn[] = [];
  const isNameable = ({ name }: Key): boolean => !name.includes('\0');
  notices.push(...keys.filter((key) => !isNameable(key)).map(noticeUnnameable));
  const isWanted = ({ name }: Key): boolean => wanted.includes(name);
  for (const group of groupTwins(keys.filter(isNameable))) {
    const wantedFirst = [...group.filter(isWanted), ...group.filter((key) => !isWanted(key))];
    const parts = group[0]!.twins.clash ? wantedFirst.map((key) => [key]) : [group];
    if (group.length > 1) notices.push(noticeTwins(group));
    for (const part of parts) {
      const called = part.find(isWanted) ?? part[0]!;
      const name = freeName(called.name === '' ? `C${called.index}` : called.name, taken);
      columns.push(planColumn(part, called.name, name, group.length === 1, isVerbatim));
    }
  }
  return { columns: columns.sort((a, b) => a.keys[0]!.index - b.keys[0]!.index), notices };
}

function planColumn(
  keys: readonly Key[],
  writtenName: string,
  name: string,
  isAlone: boolean,
  isVerbatim: (name: string) => boolean,
): JsonColumn {
  const kinds = keys.reduce((bits, key) => bits | key.kinds, 0);
  const keepsText = isVerbatim(writtenName);
  const isPlain = isAlone && writtenName !== '';
  return {
    name,
    writtenName,
    keys,
    type: keepsText || !isPlain ? 'VARCHAR' : storedType(kinds),
    time: keepsText ? undefined : timeType(kinds),
    isCompound: isCompound(kinds),
    isPlain,
  };
}

/** Keys by their names without case, each group in file order. */
function groupTwins(keys: readonly Key[]): readonly (readonly Key[])[] {
  const groups = new Map<string, Key[]>();
  for (const key of keys) {
    const fold = foldCase(key.name);
    const group = groups.get(fold);
    if (group === undefined) groups.set(fold, [key]);
    else group.push(key);
  }
  return [...groups.values()];
}

/** No statement of DuckDB's can hold such a name. */
const noticeUnnameable = ({ name }: Key): string =>
  `The key ${JSON.stringify(name)} holds the character NUL and is not read; rename it.`;

function noticeTwins(keys: readonly Key[]): string {
  const counted = keys.map(
    ({ name, present }) =>
      `${JSON.stringify(name)} (${present.toLocaleString('en')} ${present === 1 ? 'value' : 'values'})`,
  );
  const names = `The keys ${counted.join(' and ')} differ in upper and lower case only`;
  return keys[0]!.twins.clash
    ? `${names}, and some rows have both: each is a column of its own. Rename one of them if they mean the same.`
    : `${names}, and no row has both: they are read as one column. Rename one of them if they do not mean the same.`;
}

/** The name itself, or with a number if a column that DuckDB takes for the same has it. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 1; taken.has(foldCase(free)); number++) free = `${name}_${number}`;
  taken.add(foldCase(free));
  return free;
}
