import { hashString } from '../../engine/rng.ts';
import { type Database, quoteName, rawNumbers } from '../../runtime/duckdb.ts';
import { columnClass } from '../table/columnClass.ts';
import { nameRows } from '../table/hashNames.ts';

/** A column as it was read. */
export interface FormerColumn {
  readonly name: string;
  /** DuckDB's. */
  readonly type: string;
}

/** Larger numbers counted as this one. */
const largest = 1e100;

/**
 * Content hashes as version 0.1 made them, in which the value of every column of the table was mixed, the missing ones
 * too: labels of that version stand under them.
 */
export async function formerRowIds(database: Database, columns: readonly FormerColumn[]): Promise<string[]> {
  const [count] = await database.rows('SELECT count(*)::INTEGER FROM data');
  const rowCount = count?.[0] as number;
  const low = new Uint32Array(rowCount).fill(0x9e3779b9);
  const high = new Uint32Array(rowCount).fill(0x85ebca6b);
  for (const { name, type } of [...columns].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const isNumber = columnClass(type) === 'number';
    const value = isNumber
      ? `coalesce(${quoteName(name)}::DOUBLE, 'NaN'::DOUBLE)`
      : `${quoteName(name)}::VARCHAR`;
    await database.eachChunk(`SELECT ${value} FROM data`, (chunk, start) => {
      if (isNumber) mixNumbers(Float64Array.from(rawNumbers(chunk, 0), tame), low, high, start);
      else mixTexts(chunk.getColumnValues(0) as (string | null)[], low, high, start);
    });
  }
  return nameRows({ low, high });
}

const tame = (value: number): number =>
  Number.isFinite(value) ? Math.min(largest, Math.max(-largest, value)) : NaN;

function mixNumbers(values: Float64Array, low: Uint32Array, high: Uint32Array, start: number): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let row = 0; row < values.length; row++)
    mix(low, high, start + row, words[2 * row]!, words[2 * row + 1]!);
}

function mixTexts(
  values: readonly (string | null)[],
  low: Uint32Array,
  high: Uint32Array,
  start: number,
): void {
  const words = new Uint32Array(2);
  const number = new Float64Array(words.buffer);
  for (const [index, text] of values.entries()) {
    number[0] = text === null || text.trim() === '' ? NaN : Number(text);
    if (text === null || Number.isFinite(number[0])) mix(low, high, start + index, words[0]!, words[1]!);
    else mix(low, high, start + index, hashString(text, 1), hashString(text, 2));
  }
}

/** Two lanes of MurmurHash3's 32-bit body with different constants, each over both words of a value. */
function mix(low: Uint32Array, high: Uint32Array, row: number, first: number, second: number): void {
  low[row] = absorb(
    absorb(low[row]!, scramble(first, 0xcc9e2d51, 0x1b873593)),
    scramble(second, 0xcc9e2d51, 0x1b873593),
  );
  high[row] = absorb(
    absorb(high[row]!, scramble(second, 0x239b961b, 0xab0e9789)),
    scramble(first, 0x239b961b, 0xab0e9789),
  );
}

function scramble(word: number, before: number, after: number): number {
  const product = Math.imul(word, before);
  return Math.imul((product << 15) | (product >>> 17), after);
}

function absorb(state: number, word: number): number {
  const mixed = state ^ word;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}
