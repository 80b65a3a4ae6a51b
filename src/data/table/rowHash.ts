import { hashString } from '../../engine/rng.ts';
import { quoteName } from '../../runtime/duckdb.ts';
import { columnClass } from './columnClass.ts';
import type { Table, TableColumn } from './load.ts';
import type { NumberColumn } from './numbers.ts';
import { batchesOf, readCells } from './textCells.ts';

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
  for (const batch of batchesOf(sorted)) {
    const read = batch.map(({ name, type }) =>
      columnClass(type) === 'number' ? numbers.get(name)?.values : undefined,
    );
    await mixColumns(table, batch, read, low, high);
  }
  return nameRows(low, high);
}

/** Mixes one column after the other; columns not yet read as numbers are read as texts, all at once. */
async function mixColumns(
  table: Table,
  columns: readonly TableColumn[],
  read: readonly (Float64Array | undefined)[],
  low: Uint32Array,
  high: Uint32Array,
): Promise<void> {
  const mixRead = (from: number, to: number, start: number, rows: number): void => {
    for (let column = from; column < to; column++) mixNumbers(read[column]!, low, high, start, rows);
  };
  const texts = [...columns.keys()].filter((column) => read[column] === undefined);
  if (texts.length === 0) return mixRead(0, columns.length, 0, table.rowCount);
  const names = texts.map((column) => `${quoteName(columns[column]!.name)}::VARCHAR`);
  await readCells(table, names, (index, values, start) => {
    mixRead(index === 0 ? 0 : texts[index - 1]! + 1, texts[index]!, start, values.length);
    mixTexts(values, low, high, start);
    if (index === texts.length - 1) mixRead(texts[index]! + 1, columns.length, start, values.length);
  });
}

function mixNumbers(
  values: Float64Array,
  low: Uint32Array,
  high: Uint32Array,
  start: number,
  rows: number,
): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let row = start; row < start + rows; row++) mix(low, high, row, words[2 * row]!, words[2 * row + 1]!);
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
