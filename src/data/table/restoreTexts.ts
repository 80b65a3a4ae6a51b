import { type Database, quoteName } from '../../runtime/duckdb.ts';
import type { TableFormat } from '../formats/types.ts';
import { isIdName } from './ids.ts';

/**
 * Types from which a value is written otherwise than it stands in the file: guesses from texts, and fractions, by one of
 * which the whole numbers of a column would change from `1` to `1.0`, and long ones lose their last digits.
 */
const guessed = /^(UUID|DATE|TIME|TIMESTAMP|DOUBLE)/;

/**
 * Ids and labels as they are written, where a reader of typed values has taken them for dates, UUIDs or fractions and
 * cannot be told not to: `2024-01-01T00:00:00Z` would be another id than the one people type and other tools know.
 */
export async function restoreTexts(
  database: Database,
  format: TableFormat,
  paths: readonly string[],
  verbatim: readonly string[],
): Promise<void> {
  if (format.texts === undefined) return;
  const columns = await database.rows('SELECT column_name, column_type FROM (DESCRIBE data)');
  const names = columns
    .filter(([, type]) => guessed.test(type as string))
    .map(([name]) => name as string)
    .filter((name) => verbatim.includes(name) || isIdName(name));
  if (names.length === 0) return;
  const replaced = names.map((name) => `written.${quoteName(name)} AS ${quoteName(name)}`).join(', ');
  await database.execute(`CREATE TABLE written AS FROM ${format.texts(paths, names)}`);
  await database.execute(
    `CREATE OR REPLACE TABLE data AS SELECT data.* REPLACE (${replaced}) FROM data POSITIONAL JOIN written`,
  );
  await database.execute('DROP TABLE written');
}
