import { type CellKind, cellKind } from './cells.ts';
import type { StartRecord } from './records.ts';

/** What the first record of a table seems to be. */
export type FirstRecord = 'names' | 'data' | 'unclear';

/** Rows from which on texts that recur say something. */
const minRows = 5;
const maxRows = 200;

/** Compares the first record with those below it: data is of the kind of the column, names rarely are. */
export function classifyFirstRecord(first: StartRecord, body: readonly StartRecord[]): FirstRecord {
  const rows = body.filter(({ fields }) => fields.length === first.fields.length).slice(0, maxRows);
  const cells = first.fields.map((name) => name.trim());
  if (rows.length === 0 || isCounting(cells)) return 'names';
  const count = { alike: 0, different: 0, texts: 0, recurring: 0, sentences: 0 };
  for (const [index, name] of cells.entries()) {
    const values = rows.map(({ fields }) => fields[index]!.trim());
    const kind = commonKind(values);
    if (kind === 'empty' || name === '') continue;
    if (kind === 'text') {
      count.texts++;
      if (values.includes(name)) count.recurring++;
      else if (isSentence(name)) count.sentences++;
    } else if (cellKind(name) === kind) count.alike++;
    else if (cellKind(name) !== 'empty') count.different++;
  }
  return judge(count, rows.length >= minRows && !isRepeatedHeader(first, rows), hasRepeats(cells));
}

interface Counts {
  /** Names of the kind of their column, which is no text. */
  readonly alike: number;
  readonly different: number;
  /** Columns of texts. */
  readonly texts: number;
  /** Names that are values of their column, too. */
  readonly recurring: number;
  readonly sentences: number;
}

function judge(count: Counts, isTelling: boolean, hasRepeats: boolean): FirstRecord {
  const { alike, different, texts, recurring, sentences } = count;
  if (different > 0) return 'names';
  if (alike > 1 || (alike > 0 && (recurring > 0 || texts === 0))) return 'data';
  if (alike > 0) return 'unclear';
  if (isTelling && texts > 1 && recurring > 0 && recurring + sentences === texts) return 'data';
  return recurring > 0 || hasRepeats ? 'unclear' : 'names';
}

const isSentence = (name: string): boolean => name.split(/\s+/).length >= 4;

/** The kind of all values, the empty ones left out; `text` where they differ. */
function commonKind(values: readonly string[]): CellKind {
  const kinds = new Set(values.map(cellKind));
  kinds.delete('empty');
  if (kinds.size === 0) return 'empty';
  return kinds.size === 1 ? [...kinds][0]! : 'text';
}

/** Names such as 0, 1, 2, … or 1990, 1991, …, as tables of measurements have them. */
function isCounting(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => cellKind(cell) === 'number').map(Number);
  return (
    numbers.length > 2 &&
    numbers.every(
      (value, index) => Number.isInteger(value) && (index === 0 || value === numbers[index - 1]! + 1),
    )
  );
}

/** Files that were put together repeat their header: its names come back together or not at all. */
function isRepeatedHeader({ fields }: StartRecord, rows: readonly StartRecord[]): boolean {
  const repeats = rows.filter((row) => row.fields.every((field, index) => field === fields[index])).length;
  return (
    repeats > 0 &&
    fields.every((name, index) => rows.filter((row) => row.fields[index] === name).length === repeats)
  );
}

const hasRepeats = (cells: readonly string[]): boolean => {
  const filled = cells.filter((cell) => cell !== '');
  return new Set(filled).size < filled.length;
};
