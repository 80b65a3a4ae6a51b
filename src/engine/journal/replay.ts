import { ClassNames, type Takeover } from './classNames.ts';
import { applyReversals, type Reversals } from './reversals.ts';
import type { ActionEntry, FutureEntries, JournalEntry, JournalState, StandingLabel } from './types.ts';

/** What reading the file said beside its entries. */
export interface ReadingFacts {
  readonly unreadableLines: readonly number[];
  /** Those of them that git wrote around a conflict. */
  readonly conflictMarks?: readonly number[];
  readonly tornTail: boolean;
  readonly future?: FutureEntries | null;
}

/** What entries come to, one after the other. */
class Standing {
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
  standing: Standing,
  entry: Extract<ActionEntry, { readonly op: Op }>,
) => void;

/** What each operation does to what stands so far. */
const effects: { readonly [Op in ActionEntry['op']]: Apply<Op> } = {
  label(standing, entry) {
    standing.labels.set(entry.id, { label: standing.names.resolve(entry.label), entry });
    standing.skipped.delete(entry.id);
  },
  skip(standing, { id }) {
    // A sample someone has labeled is not one left for later: its label stands.
    if (standing.labels.has(id)) return;
    standing.skipped.delete(id);
    standing.skipped.set(id, standing.labels.size);
  },
  flag(standing, { id, on }) {
    if (on) standing.flagged.add(id);
    else standing.flagged.delete(id);
  },
  note(standing, { id, text }) {
    if (text === '') standing.notes.delete(id);
    else standing.notes.set(id, text);
  },
  'rename-class': (standing, { from, to }) => standing.relabel(standing.names.rename(from, to)),
  'merge-class': (standing, { from, to }) => standing.relabel(standing.names.merge(from, to)),
};

/** Reads a journal from its first entry, and goes on with what is appended, which costs nothing but itself. */
export class Replay {
  readonly #facts: ReadingFacts;
  readonly #standing = new Standing();
  readonly #reversals: Reversals;
  readonly #appended: ActionEntry[] = [];
  /** For each state how many entries had been appended by then. */
  readonly #places = new WeakMap<JournalState, number>();
  readonly #first: number;
  #state: JournalState;

  /** @param entries in their total order. */
  constructor(entries: readonly JournalEntry[], facts: ReadingFacts) {
    this.#facts = facts;
    this.#first = entries.length;
    this.#reversals = applyReversals(entries);
    for (const entry of this.#reversals.active) this.#apply(entry);
    this.#state = this.#present();
  }

  get state(): JournalState {
    return this.#state;
  }

  /** Goes on with entries that come after all others and take none of them back. */
  append(entries: readonly ActionEntry[]): void {
    const { undoable, redoable } = this.#reversals;
    for (const entry of entries) {
      this.#apply(entry);
      undoable.set(entry.by, entry);
      redoable.delete(entry.by);
      this.#appended.push(entry);
    }
    this.#state = this.#present();
  }

  #apply(entry: ActionEntry): void {
    (effects[entry.op] as Apply<typeof entry.op>)(this.#standing, entry as never);
  }

  #present(): JournalState {
    const { labels, skipped, flagged, notes, names } = this.#standing;
    const { undoable, redoable, problems } = this.#reversals;
    const appended = this.#appended.length;
    const state: JournalState = {
      labels,
      skipped,
      flagged,
      notes,
      problems,
      entries: this.#first + appended,
      unreadableLines: this.#facts.unreadableLines,
      conflictMarks: this.#facts.conflictMarks ?? [],
      tornTail: this.#facts.tornTail && appended === 0,
      future: this.#facts.future ?? null,
      successor: (name) => names.resolve(name),
      undoable: (by) => undoable.get(by) ?? null,
      redoable: (by) => redoable.get(by) ?? null,
      appendedSince: (earlier) => {
        const place = this.#places.get(earlier);
        return place === undefined ? null : this.#appended.slice(place, appended);
      },
    };
    this.#places.set(state, appended);
    return state;
  }
}
