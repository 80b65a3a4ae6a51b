import type { ActionEntry, JournalEntry, ReversalEntry } from './types.ts';

/** What undo and redo entries leave of a journal. */
export interface Reversals {
  /** Entries that stand, in total order. */
  readonly active: readonly ActionEntry[];
  readonly undoable: ReadonlyMap<string, ActionEntry>;
  readonly redoable: ReadonlyMap<string, ActionEntry>;
  readonly problems: readonly string[];
}

export const isReversal = (entry: JournalEntry): entry is ReversalEntry =>
  entry.op === 'undo' || entry.op === 'redo';

/** First pass over the ordered entries: undo and redo switch their targets off and on. */
export function applyReversals(entries: readonly JournalEntry[]): Reversals {
  const actions = new Map<string, ActionEntry>();
  for (const entry of entries) if (!isReversal(entry)) actions.set(entry.e, entry);
  const off = new Set<string>();
  const undone = new Map<string, ActionEntry[]>();
  const problems: string[] = [];
  for (const entry of entries) {
    if (!isReversal(entry)) {
      undone.delete(entry.by);
      continue;
    }
    const target = actions.get(entry.target);
    if (target) switchTarget(entry, target, off, undone);
    else
      problems.push(
        describeLost(
          entry,
          entries.some(({ e }) => e === entry.target),
        ),
      );
  }
  const active = [...actions.values()].filter(({ e }) => !off.has(e));
  return {
    active,
    undoable: new Map(active.map((entry) => [entry.by, entry])),
    redoable: lastStillUndone(undone, off),
    problems,
  };
}

const describeLost = ({ op, by, at, target }: ReversalEntry, isReversed: boolean): string =>
  `An ${op === 'undo' ? 'undo' : 'entry of redo'} by ${by} at ${at} names ` +
  `${isReversed ? 'an undo or a redo, which is not taken back itself' : 'an entry that is not in the journal'} (${target}).`;

function switchTarget(
  { op, by }: ReversalEntry,
  target: ActionEntry,
  off: Set<string>,
  undone: Map<string, ActionEntry[]>,
): void {
  const stack = undone.get(by) ?? [];
  if (op === 'undo') {
    off.add(target.e);
    undone.set(by, [...stack, target]);
  } else {
    off.delete(target.e);
    undone.set(
      by,
      stack.filter(({ e }) => e !== target.e),
    );
  }
}

/** Per person the entry undone last that nobody has brought again since. */
function lastStillUndone(
  undone: ReadonlyMap<string, readonly ActionEntry[]>,
  off: ReadonlySet<string>,
): ReadonlyMap<string, ActionEntry> {
  const redoable = new Map<string, ActionEntry>();
  for (const [by, stack] of undone) {
    const last = stack.findLast(({ e }) => off.has(e));
    if (last) redoable.set(by, last);
  }
  return redoable;
}
