import { hashString } from '../../engine/rng.ts';
import { type Database, quoteName } from '../../runtime/duckdb.ts';
import { columnClass } from './columnClass.ts';
import type { Table, TableColumn } from './load.ts';
import type { NumberColumn } from './numbers.ts';

/**
 * Content hashes as ids: 16 hexadecimal digits; the second row of the same content gets `#2`, the third `#3`.
 * A number counts as the same whether its column holds whole numbers, fractions or texts, and the order of
 * the columns does not matter, so that appending rows or moving columns keeps the ids.
 * `numbers` holds the columns already read as numbers.
 */
export async function hashRows(
  table: Table,
  columns: readonly TableColumn[],
  numbers: ReadonlyMap<string, NumberColumn>,
): Promise<string[]> {
  const low = new Uint32Array(table.rowCount).fill(0x9e3779b9);
  const high = new Uint32Array(table.rowCount).fill(0x85ebca6b);
  const sorted = [...columns].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, type } of sorted) {
    const read = columnClass(type) === 'number' ? numbers.get(name) : undefined;
    if (read !== undefined) mixNumbers(read.values, low, high);
    else await mixTexts(table.database, name, low, high);
  }
  return nameRows(low, high);
}

function mixNumbers(values: Float64Array, low: Uint32Array, high: Uint32Array): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let row = 0; row < values.length; row++) mix(low, high, row, words[2 * row]!, words[2 * row + 1]!);
}

async function mixTexts(
  database: Database,
  name: string,
  low: Uint32Array,
  high: Uint32Array,
): Promise<void> {
  const words = new Uint32Array(2);
  const number = new Float64Array(words.buffer);
  await database.eachChunk(`SELECT ${quoteName(name)}::VARCHAR FROM data`, (chunk, start) => {
    const vector = chunk.getColumnVector(0);
    for (let row = 0; row < chunk.rowCount; row++) {
      const text = vector.getItem(row) as string | null;
      number[0] = text === null || text.trim() === '' ? NaN : Number(text);
      if (text === null || Number.isFinite(number[0])) mix(low, high, start + row, words[0]!, words[1]!);
      else mix(low, high, start + row, hashString(text, 1), hashString(text, 2));
    }
  });
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

/** Hexadecimal names; repeats are found in a table of row numbers with open addressing. */
function nameRows(low: Uint32Array, high: Uint32Array): string[] {
  const digits = hexadecimal(low, high);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(low.length * 2 + 1))).fill(-1);
  const repeats = new Map<number, number>();
  return Array.from(low, (hash, row) => {
    let slot = hash & (slots.length - 1);
    for (let first = slots[slot]!; first >= 0; first = slots[slot]!) {
      if (low[first] === hash && high[first] === high[row]) {
        const repeat = (repeats.get(first) ?? 1) + 1;
        repeats.set(first, repeat);
        return `${digits.slice(first * 16, first * 16 + 16)}#${repeat}`;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = row;
    return digits.slice(row * 16, row * 16 + 16);
  });
}

/** Sixteen digits a row, in one string of which the ids are slices. */
function hexadecimal(low: Uint32Array, high: Uint32Array): string {
  const bytes = Buffer.alloc(low.length * 8);
  for (let row = 0; row < low.length; row++) {
    bytes.writeUInt32BE(high[row]!, row * 8);
    bytes.writeUInt32BE(low[row]!, row * 8 + 4);
  }
  return bytes.toString('hex');
}
