import { mixBits } from '../../engine/math/mixBits.ts';
import { hashString } from '../../engine/rng.ts';
import { quoteName } from '../../runtime/duckdb.ts';
import { canonicalNumber, canonicalTime } from './canonical.ts';
import { columnClass } from './columnClass.ts';
import { nameRows, type RowHashes } from './hashNames.ts';
import type { Table, TableColumn } from './load.ts';
import type { NumberColumn } from './numbers.ts';
import { readCells } from './textCells.ts';

/**
 * Content hashes as ids: 16 hexadecimal digits; the second row of the same content gets `#2`, the third `#3`.
 * A row's hash is the sum of the hashes of its values, each with the name of its column. It depends on nothing but the
 * row: neither on the order of the columns nor on columns in which it has no value, and a number or a time counts as the
 * same however its column is typed, which other rows decide.
 * @param numbers the columns already read as numbers.
 */
export async function hashRows(
  table: Table,
  columns: readonly TableColumn[],
  numbers: ReadonlyMap<string, NumberColumn>,
): Promise<string[]> {
  const sums = { low: new Uint32Array(table.rowCount), high: new Uint32Array(table.rowCount) };
  const isRead = ({ name, type }: TableColumn): boolean =>
    columnClass(type) === 'number' && type !== 'BOOLEAN' && numbers.has(name);
  for (const column of columns.filter(isRead))
    addNumbers(sums, saltOf(column), numbers.get(column.name)!.values);
  const texts = columns.filter((column) => !isRead(column));
  const salts = texts.map(saltOf);
  await readCells(
    table,
    texts.map(({ name }) => `${quoteName(name)}::VARCHAR`),
    (column, values, start) => addTexts(sums, salts[column]!, values, start),
  );
  return nameRows(sums);
}

/** Names that differ in upper and lower case only are one column. */
const saltOf = ({ name }: TableColumn): number => hashString(name.toLowerCase(), 0x5bd1e995);

function addNumbers(sums: RowHashes, salt: number, values: Float64Array): void {
  for (let row = 0; row < values.length; row++)
    if (values[row] === values[row]) addNumber(sums, salt, row, values[row]!);
}

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);

function addNumber(sums: RowHashes, salt: number, row: number, value: number): void {
  // −0 is 0.
  number[0] = value + 0;
  add(sums, salt, row, words[0]!, words[1]!);
}

function addTexts(sums: RowHashes, salt: number, values: readonly (string | null)[], start: number): void {
  for (const [index, text] of values.entries()) {
    if (text === null || text === '') continue;
    const value = canonicalNumber(text) ?? canonicalTime(text);
    if (value === undefined) add(sums, salt, start + index, hashString(text, 1), hashString(text, 2));
    else if (value === value) addNumber(sums, salt, start + index, value);
  }
}

/** Both words of a value decide about both lanes, in different ways. */
function add({ low, high }: RowHashes, salt: number, row: number, first: number, second: number): void {
  low[row]! += mixBits(mixBits(salt ^ first) ^ Math.imul(second, 0xcc9e2d51));
  high[row]! += mixBits(mixBits(Math.imul(salt, 0x1b873593) ^ second) ^ Math.imul(first, 0x239b961b));
}
