import type { TableSource } from './suggest.ts';
import { hashRows } from './rowHash.ts';
import { readDeclaredIds } from './ids.ts';
import type { Table } from './load.ts';
import { type NumberColumn, readNumbers } from './numbers.ts';
import { chooseFeatures, type Encoding, type FeatureColumns } from './plan.ts';
import { findProse } from './prose.ts';
import { profileColumns, readLevels } from './profile.ts';
import { planTexts } from '../textColumns/plan.ts';
import { sampleTexts } from './texts.ts';
import { columnClass } from './columnClass.ts';
import type { ColumnProfile } from './columnProfile.ts';
import { type LeftOutColumn, noticeLeftOut, noticeProse, whyLeftOut } from './leftOut.ts';

/** A table read and understood: ids, how columns become features, and the numbers these need. */
export interface TableContent {
  readonly ids: readonly string[];
  readonly encodings: readonly Encoding[];
  readonly numbers: ReadonlyMap<string, NumberColumn>;
  readonly notices: readonly string[];
}

/** What a table's content depends on beside the table and its source. */
export interface ContentOptions {
  /** The dataset's. */
  readonly folder: string;
  /** Whether the source stands in a manifest, where a person could see which texts are features. */
  readonly isChosen: boolean;
}

/** Chooses the features, reads the numbers and makes the ids. */
export async function readContent(
  table: Table,
  source: TableSource,
  { folder, isChosen }: ContentOptions,
): Promise<TableContent> {
  const columns = table.columns.filter(({ name }) => name !== source.label && name !== source.id);
  const profiles = await profileColumns(table, columns);
  const chosen = chooseFeatures(profiles, source.features, table.rowCount);
  const numericNames = new Set(chosen.numeric.map(({ name }) => name));
  const hashed = source.id === undefined;
  const numbers = await readNumbers(
    table,
    columns.filter(({ name, type }) => numericNames.has(name) || (hashed && columnClass(type) === 'number')),
  );
  // The label is no part of a content hash, so that correcting a label keeps the id.
  const ids = hashed ? await hashRows(table, columns, numbers) : await readDeclaredIds(table, source.id!);
  const numeric = chosen.numeric.filter(({ name }) => numbers.get(name)!.missing < table.rowCount);
  const encodings: Encoding[] = numeric.map(({ name }) => ({
    kind: 'numeric',
    column: name,
    missing: numbers.get(name)!.missing > 0,
  }));
  for (const profile of chosen.categorical)
    encodings.push({ kind: 'categorical', column: profile.name, ...(await levelsOf(table, profile)) });
  for (const { name } of chosen.text) {
    const sample = await sampleTexts(table, name);
    const plan = await planTexts(source.features, sample, table.rowCount, folder);
    encodings.push({ kind: 'text', column: name, plan });
  }
  const notices = [
    ...chosen.numeric.flatMap((profile) => noticesOf(profile, numbers.get(profile.name)!, table.rowCount)),
    ...noticeUnseen(isChosen && source.features?.text !== undefined, profiles, chosen),
    ...profiles.filter((profile) => !isListed(profile, source.features)).flatMap(misreadNotice),
  ];
  return {
    ids,
    encodings,
    numbers,
    notices: encodings.length === 0 ? [...notices, withoutFeatures] : notices,
  };
}

const withoutFeatures =
  'No column is a feature, so no model can learn; name columns of free text in source.features.text.';

/** The levels of a listed column may be more than its profile keeps. */
const levelsOf = async (table: Table, { name, levels, texts }: ColumnProfile) =>
  levels === undefined ? await readLevels(table, name) : { levels, missing: texts! < table.rowCount };

/** Texts that no model sees: prose always, the others unless a person has listed those that are features. */
function noticeUnseen(
  isListed: boolean,
  profiles: readonly ColumnProfile[],
  chosen: FeatureColumns,
): string[] {
  const prose = findProse(profiles, chosen);
  if (isListed) return noticeProse(prose);
  const others = leftOutTexts(profiles, chosen).filter(({ name }) => !prose.includes(name));
  return [...noticeProse(prose), ...noticeLeftOut(others)];
}

/** Columns that are no feature; of those that look like numbers or dates there is a notice of their own. */
function leftOutTexts(
  profiles: readonly ColumnProfile[],
  { categorical, numeric, text }: FeatureColumns,
): LeftOutColumn[] {
  const used = new Set([...categorical, ...numeric, ...text]);
  return profiles
    .filter((profile) => profile.class === 'string' || profile.leftOut !== undefined)
    .filter((profile) => !used.has(profile) && profile.looksLike === undefined)
    .map((profile) => ({ name: profile.name, reason: whyLeftOut(profile) }));
}

/** Whether somebody said what the column is. */
const isListed = ({ name }: ColumnProfile, features: TableSource['features']): boolean =>
  [features?.numeric, features?.categorical, features?.text].some(
    (list) => list !== 'auto' && list?.includes(name),
  );

const misreadNotice = ({ name, looksLike }: ColumnProfile): string[] =>
  looksLike === undefined
    ? []
    : [
        looksLike === 'number'
          ? `Column "${name}" holds numbers written such as 1,234 or 1,5 or 10 %, which count as text; write them as 1234, 1.5 and 10 to make them numbers.`
          : `Column "${name}" holds dates written otherwise than 2024-01-31, which count as text; write them like this to make them times.`,
      ];

const rows = (count: number): string => (count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`);

/** What of a column's texts is no number. Of a column that was listed as one of numbers this can be any text. */
function noticesOf(
  { name, texts, class: kind }: ColumnProfile,
  { missing, infinite }: NumberColumn,
  rowCount: number,
): string[] {
  const unreadable = texts === undefined ? 0 : missing - infinite - (rowCount - texts);
  const what =
    kind === 'string'
      ? 'with a text that is no number such as 1234 or 1.5'
      : 'with a word such as NA among numbers';
  return [
    ...(infinite > 0 ? [`Column "${name}": ${rows(infinite)} with an infinite value, read as missing.`] : []),
    ...(unreadable > 0 ? [`Column "${name}": ${rows(unreadable)} ${what}, read as missing.`] : []),
  ];
}
