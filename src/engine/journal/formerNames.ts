import type { JournalEntry } from './types.ts';

/** What samples and classes were called by an earlier version, each with its present name. */
export interface FormerNames {
  readonly ids: readonly (readonly [former: string, present: string])[];
  readonly classes: readonly (readonly [former: string, present: string])[];
}

/** How to read an entry that may be of an earlier version: with the present ids and class names. */
export function readerOf({ ids, classes }: FormerNames): (entry: JournalEntry) => JournalEntry {
  const idOf = new Map(ids);
  const classOf = new Map(classes);
  const named = (name: string): string => classOf.get(name) ?? name;
  return (entry) => {
    switch (entry.op) {
      case 'label':
        return { ...entry, id: idOf.get(entry.id) ?? entry.id, label: named(entry.label) };
      case 'skip':
      case 'flag':
      case 'note':
        return { ...entry, id: idOf.get(entry.id) ?? entry.id };
      case 'rename-class':
        return { ...entry, from: named(entry.from), to: named(entry.to) };
      case 'merge-class':
        return { ...entry, from: entry.from.map(named), to: named(entry.to) };
      case 'undo':
      case 'redo':
        return entry;
    }
  };
}
