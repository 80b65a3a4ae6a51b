import type { JournalState, StandingLabel } from '../journal/types.ts';
import type { DatasetFacts } from '../session/types.ts';
import type { ExportedLabel } from './types.ts';

/** A label that counts now; without an entry where it came with the data. */
export interface CurrentLabel {
  readonly row: number;
  readonly id: string;
  /** Class name after every rename and merge; not always one the dataset has. */
  readonly label: string;
  readonly entry?: StandingLabel['entry'] | undefined;
  readonly flagged: boolean;
  /** Empty for none. */
  readonly note: string;
}

/**
 * Every sample that is labeled now, in the order of the dataset: labels that came with the data, and the journal's
 * over them. Labels of samples that the dataset does not have are left out; those of classes it does not have
 * count as labels, so that nobody's work is missing from an export.
 */
export function currentLabels(
  { ids, classes, existingLabels }: DatasetFacts,
  journal: JournalState,
): readonly CurrentLabel[] {
  return ids.flatMap((id, row): CurrentLabel[] => {
    const remarks = { flagged: journal.flagged.has(id), note: journal.notes.get(id) ?? '' };
    const standing = journal.labels.get(id);
    if (standing !== undefined)
      return [{ row, id, label: standing.label, entry: standing.entry, ...remarks }];
    const existing = classes[existingLabels[row] ?? -1];
    return existing === undefined ? [] : [{ row, id, label: journal.successor(existing), ...remarks }];
  });
}

/** A current label as it is written out. */
export function exportedLabel({ id, label, entry, ...remarks }: CurrentLabel): ExportedLabel {
  const said = { flagged: remarks.flagged || undefined, note: remarks.note || undefined };
  if (entry === undefined) return { id, label, source: 'existing', ...said };
  const { by, at, strategy, model, round, ms, source } = entry;
  return { id, label, by, at, strategy, model, round, ms, source, ...said };
}
