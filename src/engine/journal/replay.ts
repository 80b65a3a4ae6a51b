import { ClassNames, type Takeover } from './classNames.ts';
import { applyReversals } from './reversals.ts';
import type { ActionEntry, JournalEntry, JournalState, StandingLabel } from './types.ts';

/** What reading the file said beside its entries. */
export interface ReadingFacts {
  readonly unreadableLines: readonly number[];
  /** Those of them that git wrote around a conflict. */
  readonly conflictMarks?: readonly number[];
  readonly tornTail: boolean;
}

class Replay {
  readonly labels = new Map<string, StandingLabel>();
  readonly skipped = new Map<string, number>();
  readonly flagged = new Set<string>();
  readonly notes = new Map<string, string>();
  readonly names = new ClassNames();

  relabel({ from, to }: Takeover): void {
    for (const [id, { label, entry }] of this.labels) {
      if (from.includes(label)) this.labels.set(id, { label: to, entry });
    }
  }
}

type Apply<Op extends ActionEntry['op']> = (
  replay: Replay,
  entry: Extract<ActionEntry, { readonly op: Op }>,
) => void;

/** What each operation does to the state so far. */
const effects: { readonly [Op in ActionEntry['op']]: Apply<Op> } = {
  label(replay, entry) {
    replay.labels.set(entry.id, { label: replay.names.resolve(entry.label), entry });
    replay.skipped.delete(entry.id);
  },
  skip(replay, { id }) {
    // A sample someone has labeled is not one left for later: its label stands.
    if (replay.labels.has(id)) return;
    replay.skipped.delete(id);
    replay.skipped.set(id, replay.labels.size);
  },
  flag(replay, { id, on }) {
    if (on) replay.flagged.add(id);
    else replay.flagged.delete(id);
  },
  note(replay, { id, text }) {
    if (text === '') replay.notes.delete(id);
    else replay.notes.set(id, text);
  },
  'rename-class': (replay, { from, to }) => replay.relabel(replay.names.rename(from, to)),
  'merge-class': (replay, { from, to }) => replay.relabel(replay.names.merge(from, to)),
};

/** State of a journal from its entries in their total order. */
export function replay(entries: readonly JournalEntry[], facts: ReadingFacts): JournalState {
  const { active, undoable, redoable, problems } = applyReversals(entries);
  const result = new Replay();
  for (const entry of active) (effects[entry.op] as Apply<typeof entry.op>)(result, entry as never);
  const { labels, skipped, flagged, notes, names } = result;
  return {
    ...{ labels, skipped, flagged, notes, problems },
    ...{ entries: entries.length, unreadableLines: facts.unreadableLines, tornTail: facts.tornTail },
    conflictMarks: facts.conflictMarks ?? [],
    successor: (name) => names.resolve(name),
    undoable: (by) => undoable.get(by) ?? null,
    redoable: (by) => redoable.get(by) ?? null,
  };
}
