import type { Table } from './load.ts';

/**
 * Columns that one statement reads. DuckDB plans a statement in time that grows with the square of its expressions, and
 * looks at every column of the table for each statement: neither all at once nor one by one is fast in a wide table.
 */
export const columnsAtOnce = 64;

/** Parts of a list, in order. */
export function* batchesOf<Item>(items: readonly Item[], size = columnsAtOnce): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/**
 * Reads expressions as texts, null where there is none.
 * @param visit called with the index of an expression and its values from the row `start` on.
 */
export async function readCells(
  { database }: Pick<Table, 'database'>,
  expressions: readonly string[],
  visit: (expression: number, values: readonly (string | null)[], start: number) => void,
  { from = 0, rows }: { readonly from?: number; readonly rows?: number } = {},
): Promise<void> {
  const limit = `${rows === undefined ? '' : ` LIMIT ${rows}`}${from === 0 ? '' : ` OFFSET ${from}`}`;
  let first = 0;
  for (const batch of batchesOf(expressions)) {
    const offset = first;
    await database.eachChunk(`SELECT ${batch.join(', ')} FROM data${limit}`, (chunk, start) => {
      for (let column = 0; column < batch.length; column++)
        visit(offset + column, chunk.getColumnValues(column) as (string | null)[], from + start);
    });
    first += batch.length;
  }
}
