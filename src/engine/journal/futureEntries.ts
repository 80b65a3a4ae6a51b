import { timeOf } from './order.ts';
import type { FutureEntries, JournalEntry } from './types.ts';

/** More than clocks are wrong by that somebody looks at, in milliseconds. */
const day = 24 * 60 * 60 * 1000;

/**
 * Entries dated more than a day after the present, which a clock that is wrong writes, and after it everybody who writes to
 * the same file, for each entry is later than the last.
 * @param entries in their total order.
 * @param now milliseconds since 1970.
 */
export function findFutureEntries(entries: readonly JournalEntry[], now: number): FutureEntries | null {
  let first = entries.length;
  while (first > 0 && timeOf(entries[first - 1]!) > now + day) first--;
  if (first === entries.length) return null;
  return { count: entries.length - first, firstBy: entries[first]!.by, until: entries.at(-1)!.at };
}
