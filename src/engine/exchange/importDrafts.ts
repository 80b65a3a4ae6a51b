import type { EntryDraft, JournalState } from '../journal/types.ts';
import type { DatasetFacts } from '../session/types.ts';
import { currentLabels } from './currentLabels.ts';
import type { ImportTarget, SortedImport } from './sortImport.ts';

/** The journal entries of an import: labels, then flags, then notes, each in the order of the file. */
export const importDrafts = ({ fresh, flags, notes }: SortedImport): readonly EntryDraft[] => [
  ...fresh.map(({ id, label }) => ({ op: 'label', id, label, source: 'import' }) as const),
  ...flags.map((id) => ({ op: 'flag', id, on: true }) as const),
  ...[...notes].map(([id, text]) => ({ op: 'note', id, text }) as const),
];

/**
 * What imported lines are held against in a dataset with its journal.
 * @param classes names of the classes after every rename and merge.
 */
export function importTarget(
  facts: DatasetFacts,
  journal: JournalState,
  classes: readonly string[],
): ImportTarget {
  const ids = new Set(facts.ids);
  const known = new Set(classes);
  const current = new Map(currentLabels(facts, journal).map(({ id, label }) => [id, label]));
  return {
    hasSample: (id) => ids.has(id),
    findClass: (name) => [journal.successor(name)].find((successor) => known.has(successor)),
    labelOf: (id) => current.get(id),
    isFlagged: (id) => journal.flagged.has(id),
    noteOf: (id) => journal.notes.get(id) ?? '',
  };
}
