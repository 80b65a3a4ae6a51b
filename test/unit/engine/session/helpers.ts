import { openJournal } from '../../../../src/engine/journal/openJournal.ts';
import type { Journal } from '../../../../src/engine/journal/types.ts';
import { createLocalLearner } from '../../../../src/engine/learner/localLearner.ts';
import type { Learner, RoundRequest } from '../../../../src/engine/learner/types.ts';
import { createSession } from '../../../../src/engine/session/createSession.ts';
import type { LabelingSession, Scheduler, SessionParts } from '../../../../src/engine/session/types.ts';
import { defaultSettings } from '../../../../src/engine/defaultSettings.ts';
import { type Settings } from '../../../../src/engine/settings.ts';
import { blobs, plainMachine, type Blobs } from '../blobs.ts';
import { MemoryFiles, stamps } from '../journal/helpers.ts';

/** A clock that goes on when told to. */
export class ManualClock implements Scheduler {
  #time = 0;
  #timers: { at: number; action: () => void }[] = [];

  now(): number {
    return this.#time;
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer = { at: this.#time + milliseconds, action };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  /** Lets time pass. */
  pass(milliseconds: number): void {
    this.#time += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#time);
    this.#timers = this.#timers.filter(({ at }) => at > this.#time);
    for (const { action } of due) action();
  }
}

/** A learner that can be held, failed and watched. */
export class WatchedLearner implements Learner {
  readonly requests: RoundRequest[] = [];
  cancelled = 0;
  gate: Promise<void> = Promise.resolve();
  /** Which rounds wait at the gate until it opens, or until they are cancelled. */
  holds: (request: RoundRequest) => boolean = () => true;
  failure: Error | null = null;
  /** Seconds a round is said to take; null for what it took. */
  seconds: number | null = null;
  /** What a round is said to have put up with. */
  notices: readonly string[] | undefined;
  readonly #inner: Learner;

  constructor(inner: Learner) {
    this.#inner = inner;
  }

  async round(...[request, signal]: Parameters<Learner['round']>): ReturnType<Learner['round']> {
    this.requests.push(request);
    signal.addEventListener?.('abort', () => this.cancelled++);
    const cancelled = new Promise<void>((resolve) => signal.addEventListener?.('abort', () => resolve()));
    if (this.holds(request)) await Promise.race([this.gate, cancelled]);
    if (this.failure) throw this.failure;
    const result = await this.#inner.round(request, signal);
    return {
      ...result,
      ...(this.seconds !== null && { seconds: this.seconds }),
      ...(this.notices && { notices: this.notices }),
    };
  }
}

export interface Bench {
  readonly session: LabelingSession;
  readonly journal: Journal;
  readonly learner: WatchedLearner;
  readonly clock: ManualClock;
  readonly files: MemoryFiles;
  readonly data: Blobs;
  /** The true class of a sample. */
  truth(id: string): string;
}

const path = '/data/.label-scout/labels.jsonl';

export interface BenchOptions {
  readonly rows?: number;
  readonly classes?: number;
  readonly settings?: Partial<Settings>;
  readonly files?: MemoryFiles;
  readonly existing?: readonly number[];
  readonly curve?: SessionParts['curve'];
  readonly strategyState?: unknown;
  /** Leaves the first ranking under way. */
  readonly held?: Promise<void>;
}

/** A session over blobs, with the real journal and the real learner. */
export async function openBench(options: BenchOptions = {}): Promise<Bench> {
  const { rows = 60, classes = 3, files = new MemoryFiles(), existing = [] } = options;
  const data = blobs(rows, classes, 3);
  const journal = await openJournal(files, path, {
    by: 'ann',
    ...stamps(`s${files.files.get(path)?.length ?? 0}`),
  });
  const learner = new WatchedLearner(createLocalLearner({ ...data, machine: plainMachine() }));
  if (options.held) learner.gate = options.held;
  const clock = new ManualClock();
  const settings = { ...defaultSettings, modelOptions: { trees: 3 }, ...options.settings };
  const ids = Array.from({ length: rows }, (_, row) => `row ${row}`);
  const existingLabels = data.labels.map((label, row) => (existing.includes(row) ? label : -1));
  const facts = { ids, classes: data.classNames, existingLabels };
  const session = createSession({
    facts,
    journal,
    learner,
    settings,
    scheduler: clock,
    ...(options.curve && { curve: options.curve }),
    strategyState: options.strategyState,
  });
  if (!options.held) await session.idle();
  const truth = (id: string): string => data.classNames[data.labels[ids.indexOf(id)]!]!;
  return { session, journal, learner, clock, files, data, truth };
}

/** Answers questions truly, and waits until everything is quiet after each. */
export async function labelTruly({ session, truth }: Bench, count: number): Promise<string[]> {
  const asked: string[] = [];
  for (let step = 0; step < count && session.snapshot.question; step++) {
    const { id } = session.snapshot.question;
    asked.push(id);
    await session.label(id, truth(id));
    await session.idle();
  }
  return asked;
}
