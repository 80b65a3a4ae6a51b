import { rawNumbers } from '../../runtime/duckdb.ts';
import { columnClass } from './columnClass.ts';
import type { Table, TableColumn } from './load.ts';
import { numberExpression } from './profile.ts';
import { batchesOf } from './textCells.ts';

/** A column's numbers, NaN where one is missing. */
export interface NumberColumn {
  readonly values: Float64Array;
  readonly missing: number;
  /** How many of the missing values are ±∞ in the file. */
  readonly infinite: number;
}

/** Columns of numbers that one statement reads: taking them as they are is planned fast. */
const numbersAtOnce = 1000;
/** Casts of texts are planned more slowly. */
const castsAtOnce = 32;

/**
 * Reads columns as numbers, by column name, in few passes over the table. They stay in memory for the features:
 * reading a wide table twice would cost more than everything else that is done with it.
 */
export async function readNumbers(
  table: Table,
  columns: readonly TableColumn[],
): Promise<ReadonlyMap<string, NumberColumn>> {
  const read = new Map<string, NumberColumn>();
  const isPlain = ({ type }: TableColumn): boolean => columnClass(type) === 'number';
  const batches = [
    ...batchesOf(columns.filter(isPlain), numbersAtOnce),
    ...batchesOf(
      columns.filter((column) => !isPlain(column)),
      castsAtOnce,
    ),
  ];
  for (const batch of batches) {
    const values = await readBatch(table, batch);
    for (const [index, { name }] of batch.entries()) read.set(name, tame(values[index]!));
  }
  return read;
}

async function readBatch(table: Table, columns: readonly TableColumn[]): Promise<Float64Array[]> {
  const read = columns.map(() => new Float64Array(table.rowCount));
  const expressions = columns.map((column) => `coalesce(${numberExpression(column)}, 'NaN'::DOUBLE)`);
  await table.database.eachChunk(`SELECT ${expressions.join(', ')} FROM data`, (chunk, start) => {
    for (let column = 0; column < read.length; column++) read[column]!.set(rawNumbers(chunk, column), start);
  });
  return read;
}

/** Larger values are taken for this one, so that no sum of squares overflows. */
const largest = 1e100;

/** Infinities become missing, numbers beyond all measure are limited. */
function tame(values: Float64Array): NumberColumn {
  let missing = 0;
  let infinite = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value >= -largest && value <= largest) continue;
    if (Number.isFinite(value)) {
      values[row] = Math.sign(value) * largest;
      continue;
    }
    missing++;
    if (value === value) infinite++;
    values[row] = NaN;
  }
  return { values, missing, infinite };
}
