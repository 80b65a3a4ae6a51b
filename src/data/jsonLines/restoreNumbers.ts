import { type Database, quoteName } from '../../runtime/duckdb.ts';
import type { JsonColumn } from './plan.ts';

/**
 * Puts the fractions of texts back as they are written: `0.40` and `1e3`, which DuckDB writes as `0.4` and `1000.0`.
 * Whole numbers and texts it leaves as they are.
 */
export async function restoreNumbers(
  database: Database,
  columns: readonly JsonColumn[],
  rowCount: number,
): Promise<void> {
  for (const { name, keys, type } of columns) {
    if (type !== 'VARCHAR' || keys.every(({ written }) => (written?.size ?? 0) === 0)) continue;
    const texts = new Array<string | null>(rowCount).fill(null);
    for (const { written } of keys) for (const [row, text] of written ?? []) texts[row] = text;
    await database.execute('CREATE TABLE written (text VARCHAR)');
    await database.appendTexts('written', texts);
    const column = quoteName(name);
    await database.execute(
      `CREATE OR REPLACE TABLE data AS SELECT data.* REPLACE (coalesce(written.text, data.${column}) AS ${column}) ` +
        'FROM data POSITIONAL JOIN written',
    );
    await database.execute('DROP TABLE written');
  }
}
