import type { ActionEntry, JournalEntry, ReversalEntry } from './types.ts';

/** What undo and redo entries leave of a journal. */
export interface Reversals {
  /** Entries that stand, in total order. */
  readonly active: readonly ActionEntry[];
  /** By person: their last entry that stands. */
  readonly undoable: Map<string, ActionEntry>;
  /** By person: the entry they undid last and that nobody has brought again since. */
  readonly redoable: Map<string, ActionEntry>;
  readonly problems: readonly string[];
}

const isReversal = (entry: JournalEntry): entry is ReversalEntry =>
  entry.op === 'undo' || entry.op === 'redo';

export const isAction = (entry: JournalEntry): entry is ActionEntry => !isReversal(entry);

/** First pass over the ordered entries: undo and redo switch their targets off and on. */
export function applyReversals(entries: readonly JournalEntry[]): Reversals {
  const actions = new Map<string, ActionEntry>();
  const off = new Set<string>();
  const undone: UndoneByPerson = new Map();
  const problems: string[] = [];
  const reversals = new Set<string>();
  for (const entry of entries) {
    if (isReversal(entry)) reversals.add(entry.e);
    else actions.set(entry.e, entry);
  }
  for (const entry of entries) {
    if (!isReversal(entry)) {
      undone.delete(entry.by);
      continue;
    }
    const target = actions.get(entry.target);
    if (target) switchTarget(entry, target, off, undone);
    else problems.push(describeLost(entry, reversals.has(entry.target)));
  }
  const active = [...actions.values()].filter(({ e }) => !off.has(e));
  return {
    active,
    undoable: new Map(active.map((entry) => [entry.by, entry])),
    redoable: lastStillUndone(undone, off),
    problems,
  };
}

/** What each person has undone since their last entry, the latest last. */
type UndoneByPerson = Map<string, Set<ActionEntry>>;

const describeLost = ({ op, by, at, target }: ReversalEntry, isReversed: boolean): string =>
  `An ${op === 'undo' ? 'undo' : 'entry of redo'} by ${by} at ${at} names ` +
  `${isReversed ? 'an undo or a redo, which is not taken back itself' : 'an entry that is not in the journal'} (${target}).`;

function switchTarget(
  { op, by }: ReversalEntry,
  target: ActionEntry,
  off: Set<string>,
  undone: UndoneByPerson,
): void {
  const stack = undone.get(by) ?? new Set();
  undone.set(by, stack);
  stack.delete(target);
  if (op === 'undo') {
    off.add(target.e);
    stack.add(target);
  } else off.delete(target.e);
}

/** Per person the entry undone last that nobody has brought again since. */
function lastStillUndone(undone: UndoneByPerson, off: ReadonlySet<string>): Map<string, ActionEntry> {
  const redoable = new Map<string, ActionEntry>();
  for (const [by, stack] of undone) {
    const last = [...stack].findLast(({ e }) => off.has(e));
    if (last) redoable.set(by, last);
  }
  return redoable;
}
