import { CancelledError, HumanError } from '../engine/errors.ts';
import type { RowPredictions } from '../engine/learner/predictRows.ts';
import type { CancelSignal } from '../engine/types.ts';
import type { Learner, RoundRequest, RoundResult } from '../engine/learner/types.ts';
import type { CallName, Result, SentParams } from '../protocol/contract.ts';
import type { OpenedDataset, SampleContent, TrainerContract } from '../protocol/trainer.ts';
import { fromTrainer, isClosed } from './trainerErrors.ts';
import type { TrainerLife, TrainerProcess } from './trainerProcess.ts';

type Call = CallName<TrainerContract>;
type OpenParams = Omit<SentParams<TrainerContract, 'open'>, 'dataset'>;

/** Names of the open datasets, unique in this host. */
let lastDataset = 0;

/** Attempts at one call: a round is a pure function of its request, so it may be asked again after a crash. */
const attempts = 2;

/**
 * A dataset in the training process: opened there, read there, learned from there. After a crash it is opened
 * again by itself and what was being asked is asked once more. Its errors are those of the engine.
 */
export class RemoteLearner implements Learner {
  readonly #dataset = ++lastDataset;
  #disposed = false;
  /** As it was first read: rows and classes are numbers everywhere else. */
  #first: OpenedDataset | undefined;
  #current: { readonly life: TrainerLife; readonly opened: Promise<OpenedDataset> } | undefined;

  constructor(
    private readonly trainer: TrainerProcess,
    private readonly params: OpenParams,
    /** Is told when another process found other data than the first. */
    private readonly onOtherData: () => void = () => undefined,
  ) {}

  /** Opens the dataset, once per process. @throws HumanError about the manifest or the data. */
  open(): Promise<OpenedDataset> {
    return this.#attempt((life) => this.#openIn(life));
  }

  /** How the rows are shown, in the order asked. */
  samples(rows: readonly number[], signal?: CancelSignal): Promise<SampleContent[]> {
    return this.#ask('samples', { dataset: this.#dataset, rows }, signal);
  }

  round(request: RoundRequest, signal: CancelSignal): Promise<RoundResult> {
    return this.#ask('round', { dataset: this.#dataset, request }, signal);
  }

  /** Learns a strategy from labels and keeps it for `lal-warm-start`. */
  trainStrategy(
    params: Omit<SentParams<TrainerContract, 'trainStrategy'>, 'dataset'>,
    signal: CancelSignal,
  ): Promise<Result<TrainerContract, 'trainStrategy'>> {
    return this.#ask('trainStrategy', { dataset: this.#dataset, ...params }, signal);
  }

  /** Trains the model of a request and writes it to a path as an ONNX file; gives its size in bytes. */
  async exportModel(request: RoundRequest, path: string, signal: CancelSignal): Promise<number> {
    const { bytes } = await this.#ask('exportModel', { dataset: this.#dataset, request, path }, signal);
    return bytes;
  }

  /** Trains the model of a request and asks it about every row. */
  predict(request: RoundRequest, signal: CancelSignal): Promise<RowPredictions> {
    return this.#ask('predict', { dataset: this.#dataset, request }, signal);
  }

  /** Frees what the dataset holds in the training process and cancels what it was asked, now and later. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const life = this.#current?.life;
    this.#current = undefined;
    await life?.call('close', { dataset: this.#dataset }).catch(() => undefined);
  }

  #ask<K extends Call>(name: K, params: SentParams<TrainerContract, K>, signal?: CancelSignal) {
    const abort = abortSignalOf(signal);
    return this.#attempt<Result<TrainerContract, K>>(async (life) => {
      await this.#openIn(life);
      return await life.call(name, params, { signal: abort });
    });
  }

  async #attempt<T>(work: (life: TrainerLife) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const life = await this.trainer.life();
        if (this.#disposed) throw new CancelledError();
        return await work(life);
      } catch (error) {
        if (!isClosed(error) || attempt === attempts) throw fromTrainer(error);
      }
    }
  }

  #openIn(life: TrainerLife): Promise<OpenedDataset> {
    if (this.#current?.life === life) return this.#current.opened;
    const opened = life
      .call('open', { ...this.params, dataset: this.#dataset })
      .then((found) => this.#asFirst(found));
    const current = { life, opened };
    this.#current = current;
    // A failed opening (a missing file, say) is tried again when it is next asked for.
    opened.catch(() => {
      if (this.#current === current) this.#current = undefined;
    });
    return opened;
  }

  /** @throws HumanError when the rows are not those they were, so that no label goes to another row. */
  #asFirst(found: OpenedDataset): OpenedDataset {
    this.#first ??= found;
    if (sameTexts(this.#first.ids, found.ids) && sameTexts(this.#first.classes, found.classes)) return found;
    this.onOtherData();
    throw new HumanError('The data has changed on disk since it was read: read it again to go on.');
  }
}

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);

function abortSignalOf(signal: CancelSignal | undefined): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  if (signal?.aborted) controller.abort();
  signal?.addEventListener?.('abort', () => controller.abort());
  return controller.signal;
}
