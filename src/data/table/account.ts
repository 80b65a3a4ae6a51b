import { quoteName } from '../../runtime/duckdb.ts';
import type { Account, ColumnAccount, ColumnRole, Guess } from '../account.ts';
import { visible } from '../visible.ts';
import type { ColumnProfile } from './columnProfile.ts';
import { isIdName } from './ids.ts';
import { rankLabelColumns } from './labelColumns.ts';
import { whyLeftOut } from './leftOut.ts';
import type { Table, TableColumn } from './load.ts';
import { type NumberColumn, readNumbers } from './numbers.ts';
import { chooseFeatures, maximumOneHot } from './plan.ts';
import { countPresent, profileColumns } from './profile.ts';
import type { TableSource } from './suggest.ts';
import { readCells } from './textCells.ts';

/** What is said of a table beside its files. */
export type TableAccount = Omit<Account, 'files'>;

/** First values shown of a column, and characters of each. */
const shownValues = 3;
const shownCharacters = 30;
/** Other columns that a guess names. */
const shownOthers = 3;

/** How a column becomes features. */
type Use = 'numeric' | 'categorical' | 'text';

/** An account of a table as its source reads it. @param read columns that are read as numbers already. */
export async function accountTable(
  table: Table,
  source: TableSource,
  read: ReadonlyMap<string, NumberColumn>,
): Promise<TableAccount> {
  const profiles = await profileColumns(table, table.columns);
  const uses = usesOf(profiles, source, table.rowCount);
  const numbers = await numbersOf(table, profiles, read);
  const missing = await countMissing(table, profiles, numbers);
  const examples = await firstValues(table, profiles);
  const columns = table.columns.map((column, index): ColumnAccount => {
    const profile = profiles[index]!;
    const given = missing.get(column.name) ?? 0;
    const isEmpty = given === table.rowCount;
    const use = isEmpty && profile.class !== 'string' ? undefined : uses.get(column.name);
    return {
      name: column.name,
      type: typeOf(column.type, profile, use),
      ...roleOf(column, profile, source, use, numbers.get(column.name)),
      missing: given,
      example: examples[index]!.map((value) => visible(value, shownCharacters)).join(', '),
    };
  });
  const rows = { read: table.rowCount, left: table.rowsLeft ?? 0 };
  return { columns, rows, guesses: table.guesses };
}

/** The account of a table whose source was suggested: the id and the label are guesses, too. */
export async function accountSuggested(
  table: Table,
  source: TableSource,
  read: ReadonlyMap<string, NumberColumn> = new Map(),
): Promise<TableAccount> {
  const account = await accountTable(table, source, read);
  return { ...account, guesses: [...account.guesses, ...(await guessesOf(table, source))] };
}

function usesOf(
  profiles: readonly ColumnProfile[],
  { id, label, features }: TableSource,
  rowCount: number,
): ReadonlyMap<string, Use> {
  const columns = profiles.filter(({ name }) => name !== id && name !== label);
  const { numeric, categorical, text } = chooseFeatures(columns, features, rowCount);
  const as = (use: Use) => (profile: ColumnProfile) => [profile.name, use] as const;
  return new Map([
    ...numeric.map(as('numeric')),
    ...categorical.map(as('categorical')),
    ...text.map(as('text')),
  ]);
}

/** Columns of numbers and times, read where they are not yet. */
async function numbersOf(
  table: Table,
  profiles: readonly ColumnProfile[],
  read: ReadonlyMap<string, NumberColumn>,
): Promise<ReadonlyMap<string, NumberColumn>> {
  const unread = table.columns.filter(
    ({ name }, index) => profiles[index]!.class !== 'string' && !read.has(name),
  );
  return new Map([...read, ...(await readNumbers(table, unread))]);
}

function typeOf(type: string, profile: ColumnProfile, use: Use | undefined): string {
  if (use === 'categorical') return 'category';
  if (type === 'BOOLEAN') return 'boolean';
  if (profile.class === 'time') return 'time';
  if (profile.class === 'number') return isTruth(profile) ? 'boolean' : 'number';
  if (type.endsWith(']')) return 'list';
  return /^(VARCHAR|ENUM|UUID)/.test(type) ? 'text' : 'other';
}

const isTruth = ({ examples }: ColumnProfile): boolean =>
  examples.some((value) => /^(true|false)$/i.test(value));

function roleOf(
  { name }: TableColumn,
  profile: ColumnProfile,
  source: TableSource,
  use: Use | undefined,
  numbers: NumberColumn | undefined,
): { readonly role: ColumnRole; readonly reason: string } {
  if (name === source.label)
    return { role: 'label', reason: 'the class names: never a feature, never shown' };
  if (name === source.id) return { role: 'id', reason: 'names the rows' };
  if (use !== undefined) return { role: 'feature', reason: whyFeature(use, profile, numbers) };
  const reason = whyUnused(profile, source.features, name);
  return { role: source.show?.includes(name) === true ? 'shown' : 'left-out', reason };
}

function whyUnused(profile: ColumnProfile, features: TableSource['features'], name: string): string {
  if (profile.class === 'string' || profile.leftOut !== undefined) return whyLeftOut(profile);
  const { numeric = 'auto' } = features ?? {};
  if (numeric !== 'auto' && !numeric.includes(name)) return 'not listed in source.features.numeric';
  return 'empty';
}

/** How a column becomes features, and what makes it a poor one. */
function whyFeature(use: Use, profile: ColumnProfile, numbers: NumberColumn | undefined): string {
  if (use === 'text') return 'the words of its texts';
  if (use === 'numeric') {
    const what = profile.class === 'time' ? 'seconds' : 'numbers';
    return `${what}${numbers === undefined ? '' : findingOf(numbers.values)}`;
  }
  const { distinct } = profile;
  if (distinct === 1) return 'one category, the same everywhere';
  const hashed = distinct > maximumOneHot ? `, hashed to ${maximumOneHot} columns` : '';
  return `${distinct.toLocaleString('en')} categories${hashed}`;
}

function findingOf(values: Float64Array): string {
  if (values.every((value) => value === values[0])) return ', the same everywhere';
  const counts = values.length > 2 && values.every((value, row) => value === values[0]! + row);
  return counts ? ', counting the rows: it may be an id' : '';
}

/** Rows without a value, by column; NaN and infinities count as missing where the column was read as numbers. */
async function countMissing(
  table: Table,
  profiles: readonly ColumnProfile[],
  numbers: ReadonlyMap<string, NumberColumn>,
): Promise<ReadonlyMap<string, number>> {
  const missing = new Map<string, number>();
  for (const { name, texts } of profiles) {
    const read = numbers.get(name);
    if (read !== undefined) missing.set(name, read.missing);
    else if (texts !== undefined) missing.set(name, table.rowCount - texts);
  }
  const others = profiles.map(({ name }) => name).filter((name) => !missing.has(name));
  for (const [name, present] of await countPresent(table, others))
    missing.set(name, table.rowCount - present);
  return missing;
}

/** The first different values of each column. */
async function firstValues(table: Table, profiles: readonly ColumnProfile[]): Promise<readonly string[][]> {
  const found = profiles.map(({ examples }) => examples.slice(0, shownValues));
  const others = [...profiles.keys()].filter((column) => profiles[column]!.texts === undefined);
  const expressions = others.map((column) => `${quoteName(profiles[column]!.name)}::VARCHAR`);
  await readCells(
    table,
    expressions,
    (index, values) => {
      const present = values.filter((value) => value !== null && value !== '');
      found[others[index]!] = [...new Set(present as string[])].slice(0, shownValues);
    },
    { rows: 20 },
  );
  return found;
}

/** What the id and the label of a suggested source could be instead. */
async function guessesOf(table: Table, source: TableSource): Promise<Guess[]> {
  const others = (names: readonly string[]): string[] => names.slice(0, shownOthers);
  const ids = table.columns.filter(({ name, writtenName }) => name !== source.id && isIdName(writtenName));
  const id: Guess = {
    what: 'id',
    chosen: source.id ?? 'the content of the row',
    others: others([
      ...ids.map(({ name }) => name),
      ...(source.id === undefined ? [] : ['the content of the row']),
    ]),
  };
  if (source.label !== undefined) return [id];
  const ranked = await rankLabelColumns(table);
  const likely = ranked.filter(({ name, examples }) => name !== source.id && examples.length > 0);
  return [id, { what: 'label', chosen: 'none', others: others(likely.map(({ name }) => name)) }];
}
