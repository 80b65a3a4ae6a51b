import type { JournalState } from '../engine/journal/types.ts';

/** A sample that somebody had something to say about. */
export interface AnsweredSample {
  readonly id: string;
  readonly row: number;
  readonly label: string | null;
  readonly flagged: boolean;
  readonly note: string;
}

/**
 * Samples worth coming back to, each once: those with a flag, then those with a note, then the labeled ones. What was
 * flagged or labeled last comes first. Samples that the dataset does not have are left out.
 */
export function answeredSamples(
  { flagged, notes, labels }: Pick<JournalState, 'flagged' | 'notes' | 'labels'>,
  ids: readonly string[],
): readonly AnsweredSample[] {
  const newest = [...labels].sort(([, a], [, b]) => (a.entry.at < b.entry.at ? 1 : -1)).map(([id]) => id);
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  return [...new Set([...[...flagged].reverse(), ...notes.keys(), ...newest])].flatMap((id) => {
    const row = rowOf.get(id);
    if (row === undefined) return [];
    const label = labels.get(id)?.label ?? null;
    return [{ id, row, label, flagged: flagged.has(id), note: notes.get(id) ?? '' }];
  });
}
