import { HumanError, messageOf } from '../errors.ts';
import type { EntryDraft, Journal } from '../journal/types.ts';
import type { Settings } from '../settings.ts';
import { missingRanking, pickJob, type Agenda } from './agenda.ts';
import { askRow, nextAsked, type Asked } from './asked.ts';
import { branchesOf, knownNext, type Branch } from './branches.ts';
import { Changes } from './changes.ts';
import { CurveKeeper } from './curveKeeper.ts';
import { Ledger } from './ledger.ts';
import { planOf } from './plan.ts';
import { trainingRequest } from './plannedRound.ts';
import { unlabeled, type Answer } from './progress.ts';
import { RankingCache } from './rankingCache.ts';
import { buildSnapshot } from './snapshot.ts';
import { Screen } from './screen.ts';
import type { Situation } from './situation.ts';
import { standIn } from './standIn.ts';
import type { AnswerDetails, LabelingSession, SessionParts, SessionSnapshot } from './types.ts';
import { WorkLoop, type Job } from './workLoop.ts';
import { Writes } from './writes.ts';

/** How long a person waits for the sample chosen with the answer just given, in milliseconds; then the best known one is asked. */
const patience = 100;

export class Session implements LabelingSession {
  readonly #journal: Journal;
  readonly #ledger: Ledger;
  readonly #curve: CurveKeeper;
  readonly #rankings: RankingCache;
  readonly #loop: WorkLoop;
  readonly #changes = new Changes<SessionSnapshot>(() => this.snapshot);
  readonly #writes: Writes;
  readonly #screen: Screen;
  #branches: readonly Branch[] | null = null;
  #revision = 0;
  #snapshot: SessionSnapshot | null = null;

  constructor({ facts, journal, learner, settings, scheduler, curve = [], strategyState }: SessionParts) {
    this.#journal = journal;
    this.#rankings = new RankingCache(strategyState);
    this.#screen = new Screen(scheduler);
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
      asked: this.#screen.asked,
      next: knownNext(this.#possible(), this.#rankings, this.#substitute),
      rankings: this.#rankings,
      curve: this.#curve.points,
      running: missingRanking(this.#ledger.situation, this.#rankings) !== null,
      stale: this.#screen.stale,
      waiting: this.#screen.asked === null && nextAsked(this.#ledger.situation, this.#rankings) !== null,
      message: this.#screen.message,
      failed: this.#screen.failed,
    }));
  }

  onChange(listener: (snapshot: SessionSnapshot) => void): () => void {
    return this.#changes.listen(listener);
  }

  async label(id: string, className: string, { next, ...details }: AnswerDetails = {}): Promise<void> {
    const row = this.#ledger.findRow(id);
    const label = this.#ledger.findClass(className);
    const { strategy, model } = this.#ledger.settings;
    const round = this.#screen.asked?.row === row ? this.#screen.asked.round : null;
    const chosen = round === null ? {} : { strategy, model, round };
    await this.#answer(
      { row, label },
      { op: 'label', id, label: className, ...details, ...chosen, source: 'panel' },
      next,
    );
  }

  async skip(id: string, { next }: Pick<AnswerDetails, 'next'> = {}): Promise<void> {
    const row = this.#ledger.findRow(id);
    if (this.#ledger.situation.progress.labels[row] !== unlabeled) return this.#pass(row, next);
    await this.#answer({ row, label: null }, { op: 'skip', id }, next);
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
    this.#screen.say('');
    this.#show(askRow(this.#ledger.findRow(id), this.#ledger.situation, this.#rankings), false);
  }

  reconfigure(settings: Settings): void {
    this.#rankings.clear(settings.strategy === this.#ledger.settings.strategy);
    this.#ledger.configure(settings);
    this.#curve.follow(this.#ledger.settled);
    this.#loop.cancel();
    this.#screen.say('');
    this.#advance();
  }

  async refresh(): Promise<void> {
    await this.#journal.reload();
    if (this.#ledger.isCurrent) return;
    const row = this.#screen.asked?.row;
    const before = row === undefined ? null : this.#ledger.situation.progress.labels[row];
    this.#confirm();
    if (row === undefined || this.#ledger.situation.progress.labels[row] !== before) this.#advance();
  }

  trainingRequest = () => trainingRequest(this.#ledger.settled);

  retry(): void {
    this.#rankings.forgetRefusals();
    this.#screen.say('');
    if (this.#screen.asked === null) this.#advance();
    this.#changed();
  }

  async idle(): Promise<void> {
    do await Promise.all([this.#writes.ended(), this.#loop.idle()]);
    while (this.#writes.busy);
  }

  dispose(): void {
    this.#screen.close();
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
      done: () => this.#ranked(),
      measured: () => this.#changed(),
      failed: (kind, error) => this.#refused(kind, error),
    };
  }

  #possible(): readonly Branch[] {
    if (this.#screen.asked === null) return [];
    return (this.#branches ??= branchesOf(this.#screen.asked, this.#ledger.situation, this.#ledger.classes));
  }

  /** Goes on at once, writes meanwhile, and comes back when the write fails. */
  async #answer(
    answer: Answer,
    draft: EntryDraft & { readonly id: string },
    painted?: string,
  ): Promise<void> {
    this.#ledger.add(answer);
    this.#branches = null;
    this.#screen.say('');
    this.#pass(answer.row, painted);
    try {
      await this.#writes.inTime(this.#journal.append(draft), draft.id, () => {
        this.#screen.say('');
        this.#confirm();
        if (this.#screen.asked?.row === answer.row) this.#pass(answer.row);
      });
      this.#confirm(answer);
    } catch (error) {
      this.#ledger.remove(answer);
      // Of several that fail, the first is shown: the others are asked again in their time.
      const first = !this.#screen.failed;
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
    this.#screen.say('');
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

  /** Leaves a sample, if it is the one on screen. @param painted id of the sample that is on screen by now. */
  #pass(row: number, painted?: string): void {
    if (this.#screen.asked === null || this.#screen.asked.row === row) this.#advance(painted);
    else this.#changed();
  }

  /**
   * Asks the next question. Once a person sees a sample it stays until it is answered, so a ranking that is on its
   * way is waited for; only where that takes longer, the best sample of the ranking before it is asked.
   */
  #advance(painted?: string): void {
    const { situation } = this.#ledger;
    this.#rankings.follow(planOf(this.#ledger.situation).ranking.key);
    const next = nextAsked(situation, this.#rankings);
    const meanwhile = next === undefined ? this.#substitute?.(situation) : next;
    const seen = painted === undefined ? undefined : this.#ledger.rowOf.get(painted);
    if (seen !== undefined && seen !== meanwhile?.row && situation.progress.labels[seen] === unlabeled)
      return this.#show(askRow(seen, situation, this.#rankings), true);
    if (meanwhile !== undefined) return this.#show(meanwhile, next === undefined);
    this.#screen.wait(patience, () => this.#show(this.#standIn(this.#ledger.situation), true));
    this.#asking();
  }

  #show(asked: Asked | null, stale: boolean): void {
    this.#screen.show(asked, stale);
    this.#asking();
  }

  /** What is asked at once where a ranking takes longer than a person should wait. */
  get #substitute(): ((situation: Situation) => Asked | null) | undefined {
    const slow = this.#screen.impatient || this.#rankings.areSlow(patience);
    return slow ? (situation) => this.#standIn(situation) : undefined;
  }

  #standIn(situation: Situation): Asked | null {
    return standIn(this.#rankings.latest, situation);
  }

  #asking(): void {
    this.#branches = null;
    this.#changed();
  }

  #ranked(): void {
    this.#rankings.follow(planOf(this.#ledger.situation).ranking.key);
    if (this.#screen.asked === null && nextAsked(this.#ledger.situation, this.#rankings) !== undefined)
      this.#advance();
    else this.#changed();
  }

  #refused(kind: Job['kind'], error: unknown): void {
    if (kind !== 'ranking') return;
    this.#fail(new HumanError(`The next sample could not be chosen: ${messageOf(error)}`));
  }

  #fail(error: unknown): void {
    this.#screen.say(messageOf(error), true);
    this.#changed();
  }

  #changed(): void {
    this.#revision++;
    this.#snapshot = null;
    this.#changes.announce();
    this.#loop.wake();
  }
}
