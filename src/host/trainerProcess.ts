import { setTimeout as sleep } from 'node:timers/promises';
import { HumanError, messageOf } from '../engine/errors.ts';
import type { AbortSignalLike } from '../protocol/abort.ts';
import type { CallName, Result, SentParams } from '../protocol/contract.ts';
import { ChannelError } from '../protocol/failure.ts';
import { trainerProtocol, type Activity, type TrainerContract } from '../protocol/trainer.ts';
import { RestartPolicy, type RestartLimits } from './restartPolicy.ts';
import { SilenceWatch } from './silenceWatch.ts';
import { TrainerChild } from './trainerChild.ts';
import type { TrainerLog, TrainerState } from './trainerState.ts';

export interface TrainerProcessOptions {
  /** Path of `dist/trainer.js`. */
  readonly script: string;
  /** Version of the product, for the log of the other side. */
  readonly product: string;
  readonly log: TrainerLog;
  /** Hears what the process has to say of this machine; each sentence once, however often the process is started. */
  readonly onNotice?: (sentence: string) => void;
  /** Read at each start, so that a changed setting counts from the next start on. */
  readonly memoryLimitMb?: () => number | undefined;
  /** A process that says nothing for so long while it has work is ended; it speaks every second. Default 20. */
  readonly silenceSeconds?: number;
  readonly restarts?: RestartLimits;
}

/** One started and greeted process. What it was told (which dataset is open) is gone with it. */
export interface TrainerLife {
  /** @throws ChannelError `closed`, with the reason, once this process is gone; see failure.ts for the others. */
  call<K extends CallName<TrainerContract>>(
    name: K,
    params: SentParams<TrainerContract, K>,
    options?: { readonly signal?: AbortSignalLike | undefined },
  ): Promise<Result<TrainerContract, K>>;
}

const whatToDo = 'Look at "Label Scout: Show Trainer Log", then run "Label Scout: Restart Trainer".';

/**
 * The training process under supervision: started on first need, ended when it falls silent, started again after a
 * crash (later each time, and a limited number of times), gone on `dispose`. Every call ends.
 */
export class TrainerProcess {
  readonly #policy: RestartPolicy;
  readonly #watch: SilenceWatch;
  readonly #listeners = new Set<(state: TrainerState) => void>();
  readonly #notices = new Set<string>();
  #state: TrainerState = { kind: 'stopped' };
  #child: TrainerChild | undefined;
  #life: Promise<TrainerLife> | undefined;
  #pending = 0;
  #ended = new AbortController();

  constructor(private readonly options: TrainerProcessOptions) {
    this.#policy = new RestartPolicy(options.restarts);
    const seconds = options.silenceSeconds ?? 20;
    this.#watch = new SilenceWatch(seconds, () =>
      this.#lost(this.#child, `The training process did not answer for ${seconds} seconds and was ended.`),
    );
  }

  get state(): TrainerState {
    return this.#state;
  }

  /** What it had to say of this machine so far. */
  get notices(): readonly string[] {
    return [...this.#notices];
  }

  /** Calls the listener after every change; returns how to stop it. */
  onState(listener: (state: TrainerState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * The running process; starts one where there is none, after a crash not before its time.
   * @throws HumanError when it crashed too often or is of another version; ChannelError when it died in starting.
   */
  async life(): Promise<TrainerLife> {
    if (this.#state.kind === 'failed') throw new HumanError(this.#state.reason);
    const life = (this.#life ??= this.#start(this.#ended.signal));
    try {
      return await life;
    } catch (error) {
      // Never keep a start that failed; whoever needs the process next tries again.
      if (this.#life === life) this.#life = undefined;
      throw error;
    }
  }

  /** Ends the process, if there is one, and forgets past crashes; the next need starts a new one. */
  async restart(): Promise<void> {
    this.#policy.reset();
    const stopped = this.#stop('The training process was restarted.');
    // Whoever waited for the old process starts a new one while the old one leaves.
    this.#become({ kind: 'stopped' });
    await stopped;
  }

  /** Ends the process for good. */
  async dispose(): Promise<void> {
    const stopped = this.#stop('Label Scout was closed.');
    this.#become({ kind: 'failed', reason: 'The training process was closed: reload the window.' });
    this.#listeners.clear();
    await stopped;
  }

  async #start(ended: AbortSignal): Promise<TrainerLife> {
    this.#become({ kind: 'starting' });
    const wait = this.#policy.waitSeconds ?? 0;
    await sleep(wait * 1000, undefined, { signal: ended }).catch(() => undefined);
    if (ended.aborted) throw new ChannelError('closed', 'The training process was restarted.');
    const child = this.#fork();
    await this.#greet(child);
    this.#become({ kind: 'idle' });
    return {
      call: (name, params, options) => this.#tracked(child, child.connection.call(name, params, options)),
    };
  }

  #fork(): TrainerChild {
    const { script, log, memoryLimitMb } = this.options;
    const child = new TrainerChild({
      script,
      log,
      memoryLimitMb: memoryLimitMb?.(),
      onMessage: () => this.#watch.heard(),
      onActivity: (activity) => this.#hears(child, activity),
      onNotice: (sentence) => this.#isTold(sentence),
    });
    this.#child = child;
    void child.exited.then((reason) => this.#lost(child, reason));
    return child;
  }

  /** Makes sure both sides speak the same protocol; an update replaces the files under a running window. */
  async #greet(child: TrainerChild): Promise<void> {
    const { product } = this.options;
    try {
      const answer = await child.connection.call('hello', { protocol: trainerProtocol, product });
      this.options.log.info(`The training process ${answer.process} has started.`);
    } catch (error) {
      const reason = messageOf(error);
      const refused = error instanceof ChannelError && error.code === 'human';
      this.#lost(child, reason, refused ? reason : undefined);
      throw refused ? new HumanError(reason) : new ChannelError('closed', reason);
    }
  }

  async #tracked<T>(child: TrainerChild, call: Promise<T>): Promise<T> {
    this.#pending++;
    this.#watch.expect(true);
    try {
      return await call;
    } finally {
      this.#pending--;
      if (this.#pending === 0) this.#rest(child);
    }
  }

  #rest(child: TrainerChild): void {
    this.#watch.expect(false);
    if (child === this.#child) this.#become({ kind: 'idle' });
  }

  #hears(child: TrainerChild, activity: Activity): void {
    if (child === this.#child && this.#pending > 0) this.#become({ kind: 'busy', activity });
  }

  #isTold(sentence: string): void {
    if (this.#notices.has(sentence)) return;
    this.#notices.add(sentence);
    this.options.log.warn(sentence);
    this.options.onNotice?.(sentence);
    this.#become(this.#state);
  }

  /** The process is gone or of no use: rejects its calls and counts the crash. Does nothing the second time. */
  #lost(child: TrainerChild | undefined, reason: string, giveUpBecause?: string): void {
    if (child === undefined || child !== this.#child) return;
    this.options.log.error(reason);
    this.#child = this.#life = undefined;
    this.#policy.crashed(child.livedSeconds);
    if (giveUpBecause !== undefined) this.#become({ kind: 'failed', reason: giveUpBecause });
    else if (this.#policy.waitSeconds !== null) this.#become({ kind: 'stopped' });
    else this.#become({ kind: 'failed', reason: this.#crashedTooOften(reason) });
    child.kill(reason);
  }

  #crashedTooOften(reason: string): string {
    return `${reason} It was started ${this.#policy.crashes} times in vain. ${whatToDo}`;
  }

  async #stop(reason: string): Promise<void> {
    const child = this.#child;
    this.#child = this.#life = undefined;
    this.#ended.abort();
    this.#ended = new AbortController();
    await child?.stop(reason);
  }

  #become(state: TrainerState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
