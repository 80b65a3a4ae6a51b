import { type Database, quoteName, quotePaths } from '../../runtime/duckdb.ts';
import type { ReadOptions, ReadTable } from '../formats/types.ts';
import { readMetadata } from './metadata.ts';

/** An index without a name, as pandas writes it. */
const unnamedIndex = /^__index_level_\d+__$/;

interface StoredColumn {
  readonly name: string;
  readonly type: string;
}

/** Reads Parquet files into the table `data`: binary texts decoded, lists and structures as JSON. */
export async function readParquet(
  database: Database,
  paths: readonly string[],
  { label }: ReadOptions,
): Promise<ReadTable> {
  await database.execute(
    `CREATE TABLE data AS FROM read_parquet(${quotePaths(paths)}, union_by_name = true, hive_partitioning = false)`,
  );
  const metadata = await readMetadata(database, paths);
  const columns = await describe(database);
  const decoded = await decodeTexts(
    database,
    columns.filter(({ type }) => type === 'BLOB'),
  );
  const compound = columns.filter(({ type }) => isCompound(type));
  await replaceColumns(
    database,
    compound.map(({ name }) => [name, `to_json(${quoteName(name)})::VARCHAR`]),
  );
  const isIndex = (name: string): boolean => metadata.indexColumns.includes(name) || unnamedIndex.test(name);
  const indexes = columns.map(({ name }) => name).filter(isIndex);
  return {
    hasHeader: undefined,
    writtenNames: columns.map(({ name }) => (unnamedIndex.test(name) ? '' : name)),
    types: new Map(compound.map(({ name, type }) => [name, type])),
    leftOut: new Map(indexes.map((name) => [name, 'the index of the rows that pandas has written'])),
    classNames: label === undefined ? undefined : metadata.classNames.get(label),
    guesses: decoded.map((name) => ({
      what: `text of column "${name}"`,
      chosen: 'UTF-8',
      others: ['binary data'],
    })),
    notices: metadata.notices,
  };
}

/** Lists and structures; of those with binary data, such as pictures, no text would be of use. */
const isCompound = (type: string): boolean =>
  (/\]$/.test(type) || /^(STRUCT|MAP|UNION)\(/.test(type)) && !/\bBLOB\b/.test(type);

/**
 * Turns columns of bytes that are all UTF-8 into texts: Hive, Impala and old versions of Spark do not mark their texts
 * as such. @returns the names of those columns.
 */
async function decodeTexts(database: Database, columns: readonly StoredColumn[]): Promise<string[]> {
  const texts: string[] = [];
  for (const { name } of columns) {
    const bytes = quoteName(name);
    const [row] = await database.rows(
      `SELECT count(${bytes}) > 0 AND count(TRY(decode(${bytes}))) = count(${bytes}) FROM data`,
    );
    if (row?.[0] === true) texts.push(name);
  }
  await replaceColumns(
    database,
    texts.map((name) => [name, `decode(${quoteName(name)})`]),
  );
  return texts;
}

async function replaceColumns(
  database: Database,
  replaced: readonly (readonly [name: string, expression: string])[],
): Promise<void> {
  if (replaced.length === 0) return;
  const list = replaced.map(([name, expression]) => `${expression} AS ${quoteName(name)}`).join(', ');
  await database.execute(`CREATE OR REPLACE TABLE data AS SELECT * REPLACE (${list}) FROM data`);
}

async function describe(database: Database): Promise<StoredColumn[]> {
  const rows = await database.rows('SELECT column_name, column_type FROM (DESCRIBE data)');
  return rows.map(([name, type]) => ({ name: name as string, type: type as string }));
}
