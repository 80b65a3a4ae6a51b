import type { JournalEntry } from './types.ts';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The total order of entries: time, person, UUID. The content decides between copies of one entry that differ. */
function compareEntries(a: TimedEntry, b: TimedEntry): number {
  return (
    a.time - b.time ||
    compareText(a.entry.by, b.entry.by) ||
    compareText(a.entry.e, b.entry.e) ||
    compareText(JSON.stringify(a.entry), JSON.stringify(b.entry))
  );
}

interface TimedEntry {
  readonly time: number;
  readonly entry: JournalEntry;
}

/** Milliseconds since 1970 of an ISO time; without a zone it is UTC, so that it means the same everywhere. */
export const parseTime = (text: string): number =>
  Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/iu.test(text) ? text : `${text}Z`);

export const timeOf = (entry: JournalEntry): number => parseTime(entry.at);

/**
 * Entries in their total order, each once: a merge of two branches may repeat lines and shuffle them, and must
 * still mean the same.
 */
export function orderEntries(entries: readonly JournalEntry[]): JournalEntry[] {
  const timed = entries.map((entry) => ({ time: timeOf(entry), entry })).sort(compareEntries);
  const seen = new Set<string>();
  return timed.flatMap(({ entry }) => {
    if (seen.has(entry.e)) return [];
    seen.add(entry.e);
    return [entry];
  });
}
