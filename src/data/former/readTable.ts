import { type Database, openDatabase, quoteName, quotePaths, quoteText } from '../../runtime/duckdb.ts';
import { readStart } from '../formats/readStart.ts';
import { isIdName } from '../table/ids.ts';
import type { FormerColumn } from './rowHash.ts';
import { likeliestDelimiter, splitRecord } from './splitRecord.ts';

/** A table as version 0.1 read it. It never changes any more: ids and labels of that time are found through it. */
export interface FormerTable {
  readonly database: Database;
  readonly columns: readonly FormerColumn[];
}

interface Attempt {
  readonly everyRow: boolean;
  readonly encoding: 'utf-8' | 'latin-1';
}

const headerBytes = 1 << 20;
const longestRow = 1 << 24;

/**
 * Reads files as version 0.1 did: types guessed from the first rows, JSON through a sample, Parquet as it came.
 * @throws errors of DuckDB's where that version could not read them.
 */
export async function readFormerTable(
  paths: readonly string[],
  extension: string,
  verbatim: readonly string[],
  threads: number | undefined,
): Promise<FormerTable> {
  const database = await openDatabase(threads);
  try {
    const relation = relations[extension] ?? delimited([',', ';', '\t', '|']);
    await createTable(database, (attempt) => relation(paths, verbatim, attempt));
    await unwrapJson(database);
    if (relation === relations['.jsonl']) await restoreTexts(database, paths, verbatim);
    return { database, columns: await describe(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

type Relation = (paths: readonly string[], verbatim: readonly string[], attempt: Attempt) => Promise<string>;

const jsonLines: Relation = async (paths, _, { everyRow }) =>
  `read_json(${quotePaths(paths)}, format = 'newline_delimited', records = true, union_by_name = true${everyRow ? ', sample_size = -1' : ''})`;

const parquet: Relation = async (paths) => `read_parquet(${quotePaths(paths)}, union_by_name = true)`;

const delimited =
  (candidates: readonly string[]): Relation =>
  async (paths, verbatim, { everyRow, encoding }) => {
    const start = (await readStart(paths[0]!, headerBytes)).replace(/^\uFEFF/, '');
    const delimiter = likeliestDelimiter(start, candidates);
    const names = splitRecord(start, delimiter).map((name) => name.trim());
    const kept = names.filter((name) => name !== '' && (verbatim.includes(name) || isIdName(name)));
    const types = kept.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ');
    return `read_csv(${[
      quotePaths(paths),
      `delim = ${quoteText(delimiter)}`,
      `quote = '"', escape = '"', header = true, skip = 0, comment = '', strict_mode = true`,
      `encoding = '${encoding}', max_line_size = ${longestRow}, dateformat = '%Y-%m-%d'`,
      `auto_type_candidates = ['NULL', 'BIGINT', 'DOUBLE', 'TIME', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'VARCHAR']`,
      ...(types === '' ? [] : [`types = {${types}}`]),
      ...(everyRow ? ['sample_size = -1'] : []),
      ...(paths.length > 1 ? ['union_by_name = true'] : []),
    ].join(', ')})`;
  };

const relations: Readonly<Record<string, Relation>> = {
  '.jsonl': jsonLines,
  '.ndjson': jsonLines,
  '.parquet': parquet,
  '.pq': parquet,
  '.tsv': delimited(['\t']),
  '.tab': delimited(['\t']),
};

async function createTable(
  database: Database,
  relation: (attempt: Attempt) => Promise<string>,
): Promise<void> {
  let attempt: Attempt = { everyRow: false, encoding: 'utf-8' };
  for (;;) {
    try {
      return await database.execute(`CREATE OR REPLACE TABLE data AS FROM ${await relation(attempt)}`);
    } catch (error) {
      const message = String(error);
      if (/not utf-8 encoded|Invalid unicode/i.test(message) && attempt.encoding === 'utf-8')
        attempt = { ...attempt, encoding: 'latin-1' };
      else if (
        /Could not convert|Conversion Error|Failed to cast|JSON transform/i.test(message) &&
        !attempt.everyRow
      )
        attempt = { ...attempt, everyRow: true };
      else throw error;
    }
  }
}

async function unwrapJson(database: Database): Promise<void> {
  for (const { name, type } of await describe(database)) {
    if (type !== 'JSON') continue;
    const column = quoteName(name);
    await database.execute(`ALTER TABLE data ALTER COLUMN ${column} TYPE VARCHAR USING ${column} ->> '$'`);
  }
}

/** Ids and labels that had been taken for dates, UUIDs or fractions were read anew as texts. */
async function restoreTexts(
  database: Database,
  paths: readonly string[],
  verbatim: readonly string[],
): Promise<void> {
  const names = (await describe(database))
    .filter(({ type }) => /^(UUID|DATE|TIME|TIMESTAMP|DOUBLE)/.test(type))
    .map(({ name }) => name)
    .filter((name) => verbatim.includes(name) || isIdName(name));
  if (names.length === 0) return;
  const columns = names.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  const replaced = names.map((name) => `written.${quoteName(name)} AS ${quoteName(name)}`).join(', ');
  await database.execute(
    `CREATE TABLE written AS FROM read_json(${quotePaths(paths)}, format = 'newline_delimited', columns = {${columns}})`,
  );
  await database.execute(
    `CREATE OR REPLACE TABLE data AS SELECT data.* REPLACE (${replaced}) FROM data POSITIONAL JOIN written`,
  );
}

async function describe(database: Database): Promise<FormerColumn[]> {
  const rows = await database.rows('SELECT column_name, column_type FROM (DESCRIBE data)');
  return rows.map(([name, type]) => ({ name: name as string, type: type as string }));
}
