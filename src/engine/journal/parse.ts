import { HumanError } from '../errors.ts';
import { checkFields, operations } from './operations.ts';
import { parseTime } from './order.ts';
import type { JournalEntry } from './types.ts';

/** What the text of a journal holds, in the order of its lines. */
export interface ParsedJournal {
  readonly entries: readonly JournalEntry[];
  /** Numbers, from 1, of lines that are not entries; blank lines are fine. */
  readonly unreadableLines: readonly number[];
  /** Those of them that git wrote around a conflict. */
  readonly conflictMarks: readonly number[];
  readonly tornTail: boolean;
}

/**
 * Reads a journal. Lines that are not entries, such as torn ones and merge markers, are skipped and numbered.
 * @throws HumanError when a line has a higher version or an unknown operation: it was written by a newer
 * version, and reading half of it would misrepresent the labels.
 */
export function parseJournal(text: string, path: string): ParsedJournal {
  const lines = text.split('\n');
  const entries: JournalEntry[] = [];
  const unreadableLines: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const entry = parseLine(line, index + 1, path);
    if (entry) entries.push(entry);
    else unreadableLines.push(index + 1);
  }
  const conflictMarks = unreadableLines.filter((number) => conflictMark.test(lines[number - 1]!));
  return { entries, unreadableLines, conflictMarks, tornTail: unreadableLines.at(-1) === lines.length };
}

const conflictMark = /^(?:<{7}|\|{7}|={7}|>{7})(?:\s|$)/u;

function parseLine(line: string, number: number, path: string): JournalEntry | null {
  const value = parseObject(line);
  if (!value) return null;
  const { v, e, op, at, by } = value as Partial<Record<string, unknown>>;
  if (typeof v === 'number' && v > 1) throw refusal(path, number, `is of version ${v}`);
  if (v !== 1 || typeof op !== 'string') return null;
  const fields = Object.hasOwn(operations, op) ? operations[op as keyof typeof operations] : undefined;
  if (!fields) throw refusal(path, number, `has the unknown operation ${JSON.stringify(op.slice(0, 40))}`);
  const stamped = isName(e) && typeof by === 'string' && typeof at === 'string' && isTime(at);
  return stamped && checkFields(fields, value) ? (value as unknown as JournalEntry) : null;
}

const isName = (value: unknown): boolean => typeof value === 'string' && value !== '';
/** Years of six digits too: that is how the millisecond after the year 9999 is written. */
const isTime = (text: string): boolean =>
  /^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT/u.test(text) && !Number.isNaN(parseTime(text));

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    // A byte order mark, too, which an editor has put before a file that git then merged below another's lines.
    const value: unknown = JSON.parse(line.trim());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

const refusal = (path: string, line: number, what: string): HumanError =>
  new HumanError(
    `Line ${line} of ${path} ${what}, so a newer Label Scout wrote this journal: update Label Scout. Nothing was written to it.`,
  );
