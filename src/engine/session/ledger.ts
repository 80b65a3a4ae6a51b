import { UsageError } from '../errors.ts';
import { heldOutRows } from '../heldOut.ts';
import type { Journal, JournalState } from '../journal/types.ts';
import type { Settings } from '../settings.ts';
import { ClassList } from './classList.ts';
import { Fingerprint } from './fingerprint.ts';
import type { Situation } from './situation.ts';
import { appliedEntries, applyAnswer, deriveProgress, type Answer, type Progress } from './progress.ts';
import type { DatasetFacts } from './types.ts';

/** What has been answered: on disk, and on its way there. */
export class Ledger {
  readonly facts: DatasetFacts;
  readonly rowOf: ReadonlyMap<string, number>;
  readonly #journal: Journal;
  #settings: Settings;
  #heldOut: Uint8Array;
  #classes!: ClassList;
  #confirmed!: Progress;
  #seen: JournalState | null = null;
  #notices: readonly string[] = [];
  /** Answers given and not yet on disk, in order. */
  #pending: readonly Answer[] = [];
  #settled: Situation | null = null;
  #situation: Situation | null = null;

  constructor(facts: DatasetFacts, journal: Journal, settings: Settings) {
    this.facts = facts;
    this.rowOf = new Map(facts.ids.map((id, row) => [id, row]));
    this.#journal = journal;
    this.#settings = settings;
    this.#heldOut = heldOutRows(facts.ids, settings.seed, settings.testShare);
    this.confirm();
  }

  get classes(): ClassList {
    return this.#classes;
  }

  get journal(): JournalState {
    return this.#journal.state;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Labels and skips that are on disk. */
  get confirmed(): Progress {
    return this.#confirmed;
  }

  get notices(): readonly string[] {
    return this.#notices;
  }

  /** Where the person stands, answers on their way to disk included: what the next question depends on. */
  get situation(): Situation {
    if (this.#pending.length === 0) return this.settled;
    return (this.#situation ??= {
      ...this.settled,
      progress: this.#pending.reduce(applyAnswer, this.#confirmed),
    });
  }

  /** Where the person will stand when the disk is done, should nothing more arrive: what figures are made of. */
  get settled(): Situation {
    return (this.#settled ??= {
      progress: this.#confirmed,
      settings: this.#settings,
      heldOut: this.#heldOut,
    });
  }

  /** @throws UsageError for an unknown id. */
  findRow(id: string): number {
    const row = this.rowOf.get(id);
    if (row === undefined) throw new UsageError(`There is no sample "${id}" in this dataset.`);
    return row;
  }

  /** Number of a class. @throws UsageError naming the classes there are. */
  findClass(name: string): number {
    const number = this.#classes.numberOf(name);
    if (number >= 0) return number;
    const known = this.#classes.shown.map((shown) => shown.name).join(', ');
    throw new UsageError(`There is no class "${name}". Choose one of: ${known}.`);
  }

  /** Changes with everything the next questions depend on, but not when an answer reaches the disk. */
  get signature(): string {
    const { labels, labeled, skipped } = this.situation.progress;
    const print = new Fingerprint();
    for (const row of labeled) print.add(row, labels[row]!);
    return JSON.stringify([print.toString(), skipped, this.#classes.shown]);
  }

  add(answer: Answer): void {
    this.#pending = [...this.#pending, answer];
    this.#forget();
  }

  remove(answer: Answer): void {
    this.#pending = this.#pending.filter((pending) => pending !== answer);
    this.#forget();
  }

  /** Takes over what the journal says now. @param written the answer that has just reached it. */
  confirm(written?: Answer): void {
    this.#pending = this.#pending.filter((pending) => pending !== written);
    const appended = this.#seen && this.#journal.state.appendedSince(this.#seen);
    this.#seen = this.#journal.state;
    const progress = appended && appliedEntries(this.#confirmed, appended, this.rowOf, this.#classes);
    if (progress) this.#confirmed = progress;
    else this.#derive(this.#seen);
    this.#forget();
  }

  #derive(state: JournalState): void {
    this.#classes = new ClassList(this.facts.classes, state.successor);
    const { progress, notices } = deriveProgress(this.facts, this.rowOf, this.#classes, state);
    this.#confirmed = progress;
    this.#notices = notices;
  }

  /** Whether nothing was written to the journal, by whomever, since `confirm`. */
  get isCurrent(): boolean {
    return this.#seen === this.#journal.state;
  }

  configure(settings: Settings): void {
    this.#settings = settings;
    this.#heldOut = heldOutRows(this.facts.ids, settings.seed, settings.testShare);
    this.#forget();
  }

  #forget(): void {
    this.#settled = null;
    this.#situation = null;
  }
}
