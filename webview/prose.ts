import type { ShownSample } from '../src/protocol/panel.ts';

/** Four words or more. */
const isProse = (value: string): boolean => /\S\s+\S+\s+\S+\s+\S/.test(value);

/** Columns that held prose in a sample seen so far: they keep its look in all samples, short values included. */
const columns = new Set<string>();

/** Learns which columns hold prose, from samples that may be shown next too. */
export function noteProse(samples: Iterable<ShownSample>): void {
  for (const sample of samples) {
    if (sample.kind !== 'row') continue;
    for (const { name, value } of sample.fields) if (value !== null && isProse(value)) columns.add(name);
  }
}

export const holdsProse = (column: string): boolean => columns.has(column);
