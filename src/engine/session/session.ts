import { HumanError } from '../errors.ts';
import type { EntryDraft, Journal } from '../journal/types.ts';
import type { Settings } from '../settings.ts';
import { missingRanking, pickJob, type Agenda } from './agenda.ts';
import { askRow, nextAsked, remaining, type Asked, type KnownRanking } from './asked.ts';
import { branchesOf, knownNext, type Branch } from './branches.ts';
import { Changes } from './changes.ts';
import { CurveKeeper } from './curveKeeper.ts';
import { Ledger } from './ledger.ts';
import { planOf } from './plan.ts';
import { unlabeled, type Answer } from './progress.ts';
import { RankingCache } from './rankingCache.ts';
import { buildSnapshot } from './snapshot.ts';
import type { LabelingSession, Scheduler, SessionParts, SessionSnapshot } from './types.ts';
import { WorkLoop, type Job } from './workLoop.ts';
import { Writes } from './writes.ts';

/** How long the screen may still change to the sample chosen with the answer just given, in milliseconds. */
const grace = 100;

export class Session implements LabelingSession {
  readonly #journal: Journal;
  readonly #scheduler: Scheduler;
  readonly #ledger: Ledger;
  readonly #curve: CurveKeeper;
  readonly #rankings = new RankingCache();
  readonly #loop: WorkLoop;
  readonly #changes = new Changes<SessionSnapshot>(() => this.snapshot);
  readonly #writes: Writes;
  #asked: Asked | null = null;
  /** The newest ranking known, maybe of an earlier situation: what `upcoming` comes from. */
  #latest: KnownRanking | undefined;
  #branches: readonly Branch[] | null = null;
  /** Calls off the end of the grace; null when what is on screen stays there. */
  #unsettled: (() => void) | null = null;
  #stale = false;
  #message = '';
  #failed = false;
  #revision = 0;
  #snapshot: SessionSnapshot | null = null;

  constructor({ facts, journal, learner, settings, scheduler, curve = [] }: SessionParts) {
    this.#journal = journal;
    this.#scheduler = scheduler;
    this.#writes = new Writes(scheduler);
    this.#ledger = new Ledger(facts, journal, settings);
    this.#curve = new CurveKeeper(curve);
    this.#curve.follow(this.#ledger.settled);
    this.#loop = new WorkLoop(learner, () => pickJob(this.#agenda));
    this.#advance();
    this.#loop.wake();
  }

  get snapshot(): SessionSnapshot {
    return (this.#snapshot ??= buildSnapshot({
      revision: this.#revision,
      by: this.#journal.by,
      ledger: this.#ledger,
      asked: this.#asked,
      next: knownNext(this.#possible(), this.#rankings),
      latest: this.#latest,
      curve: this.#curve.points,
      running: missingRanking(this.#ledger.situation, this.#rankings) !== null,
      stale: this.#stale,
      waiting: this.#unsettled !== null,
      message: this.#message,
      failed: this.#failed,
    }));
  }

  onChange(listener: (snapshot: SessionSnapshot) => void): () => void {
    return this.#changes.listen(listener);
  }

  async label(id: string, className: string, details: { readonly ms?: number } = {}): Promise<void> {
    const row = this.#ledger.findRow(id);
    const label = this.#ledger.findClass(className);
    const { strategy, model } = this.#ledger.settings;
    const round = this.#asked?.row === row ? this.#asked.round : null;
    const chosen = round === null ? {} : { strategy, model, round };
    await this.#answer(
      { row, label },
      { op: 'label', id, label: className, ...details, ...chosen, source: 'panel' },
    );
  }

  async skip(id: string): Promise<void> {
    const row = this.#ledger.findRow(id);
    if (this.#ledger.situation.progress.labels[row] !== unlabeled) return this.#pass(row);
    await this.#answer({ row, label: null }, { op: 'skip', id });
  }

  async flag(id: string, on: boolean): Promise<void> {
    await this.#remark({ op: 'flag', id, on });
  }

  async note(id: string, text: string): Promise<void> {
    await this.#remark({ op: 'note', id, text });
  }

  async undo(): Promise<void> {
    const undone = await this.#write(() => this.#journal.undo());
    if (undone === null) return;
    this.#confirm();
    if ('id' in undone) this.#comeBack(undone.id);
    else this.#advance();
  }

  async redo(): Promise<void> {
    const redone = await this.#write(() => this.#journal.redo());
    if (redone === null) return;
    this.#confirm();
    if (redone.op === 'flag' || redone.op === 'note') this.#comeBack(redone.id);
    else this.#advance();
  }

  goTo(id: string): void {
    this.#say('');
    this.#show(askRow(this.#ledger.findRow(id), this.#ledger.situation, this.#rankings), false);
  }

  reconfigure(settings: Settings): void {
    this.#ledger.configure(settings);
    this.#rankings.clear();
    this.#curve.follow(this.#ledger.settled);
    this.#latest = undefined;
    this.#loop.cancel();
    this.#say('');
    this.#advance();
  }

  async refresh(): Promise<void> {
    await this.#journal.reload();
    if (this.#ledger.isCurrent) return;
    const row = this.#asked?.row;
    const before = row === undefined ? null : this.#ledger.situation.progress.labels[row];
    this.#confirm();
    if (row === undefined || this.#ledger.situation.progress.labels[row] !== before) this.#advance();
  }

  retry(): void {
    this.#rankings.forgetRefusals();
    this.#say('');
    if (this.#asked === null) this.#advance();
    this.#changed();
  }

  async idle(): Promise<void> {
    do await Promise.all([this.#writes.ended(), this.#loop.idle()]);
    while (this.#writes.busy);
  }

  dispose(): void {
    this.#unsettled?.();
    this.#changes.close();
    this.#loop.stop();
  }

  get #agenda(): Agenda {
    return {
      situation: this.#ledger.situation,
      settled: this.#ledger.settled,
      rankings: this.#rankings,
      curve: this.#curve,
      branches: () => this.#possible(),
      seconds: this.#latest?.result.seconds ?? 0,
      state: this.#latest?.result.state,
      done: () => this.#ranked(),
      measured: () => this.#changed(),
      failed: (kind, error) => this.#refused(kind, error),
    };
  }

  #possible(): readonly Branch[] {
    if (this.#asked === null) return [];
    return (this.#branches ??= branchesOf(this.#asked, this.#ledger.situation, this.#ledger.classes));
  }

  /** Goes on at once, writes meanwhile, and comes back when the write fails. */
  async #answer(answer: Answer, draft: EntryDraft & { readonly id: string }): Promise<void> {
    this.#ledger.add(answer);
    this.#branches = null;
    this.#say('');
    this.#pass(answer.row);
    try {
      await this.#writes.inTime(this.#journal.append(draft), draft.id, () => {
        this.#say('');
        this.#confirm();
        if (this.#asked?.row === answer.row) this.#pass(answer.row);
      });
      this.#confirm(answer);
    } catch (error) {
      this.#ledger.remove(answer);
      // Of several that fail, the first is shown: the others are asked again in their time.
      const first = !this.#failed;
      this.#fail(error);
      if (first) this.#comeBack(draft.id);
      throw error;
    }
  }

  /** An entry that answers nothing. */
  async #remark(draft: EntryDraft & { readonly id: string }): Promise<void> {
    this.#ledger.findRow(draft.id);
    await this.#write(() => this.#journal.append(draft));
    this.#confirm();
  }

  async #write<T>(write: () => Promise<T>): Promise<T> {
    this.#say('');
    try {
      return await this.#writes.track(write());
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  #confirm(written?: Answer): void {
    const before = this.#ledger.signature;
    this.#ledger.confirm(written);
    this.#curve.follow(this.#ledger.settled);
    if (this.#ledger.signature !== before) this.#branches = null;
    this.#changed();
  }

  #comeBack(id: string): void {
    const row = this.#ledger.rowOf.get(id);
    if (row === undefined) this.#advance();
    else this.#show(askRow(row, this.#ledger.situation, this.#rankings), false);
  }

  /** Leaves a sample, if it is the one on screen. */
  #pass(row: number): void {
    if (this.#asked === null || this.#asked.row === row) this.#advance();
    else this.#changed();
  }

  /** Shows the next question, or the best guess while its ranking is on the way. */
  #advance(): void {
    const { situation } = this.#ledger;
    this.#followRanking();
    const next = nextAsked(situation, this.#rankings);
    if (next !== undefined) return this.#show(next, false);
    this.#show(remaining(this.#latest, situation)[0] ?? null, true);
    const callOff = this.#scheduler.after(grace, () => {
      if (this.#asked !== null) this.#unsettled = null;
    });
    this.#unsettled = callOff;
  }

  #show(asked: Asked | null, stale: boolean): void {
    this.#unsettled?.();
    this.#unsettled = null;
    this.#asked = asked;
    this.#branches = null;
    this.#stale = stale && asked !== null;
    this.#changed();
  }

  #ranked(): void {
    this.#followRanking();
    if (this.#unsettled !== null && nextAsked(this.#ledger.situation, this.#rankings) !== undefined)
      this.#advance();
    else this.#changed();
  }

  #followRanking(): void {
    this.#latest = this.#rankings.get(planOf(this.#ledger.situation).ranking.key) ?? this.#latest;
  }

  #refused(kind: Job['kind'], error: unknown): void {
    if (kind !== 'ranking') return;
    const sentence = error instanceof Error ? error.message : String(error);
    this.#fail(new HumanError(`The next sample could not be chosen: ${sentence}`));
  }

  #fail(error: unknown): void {
    this.#say(error instanceof Error ? error.message : String(error));
    this.#failed = true;
    this.#changed();
  }

  #say(message: string): void {
    this.#message = message;
    this.#failed = false;
  }

  #changed(): void {
    this.#revision++;
    this.#snapshot = null;
    this.#changes.announce();
    this.#loop.wake();
  }
}
