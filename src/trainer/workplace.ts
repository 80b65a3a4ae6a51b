import { dirname } from 'node:path';
import { HumanError } from '../engine/errors.ts';
import type { AbortSignalLike } from '../protocol/abort.ts';
import { type FeatureView, viewOf } from '../engine/featureView.ts';
import type { EpochReport } from '../engine/types.ts';
import type { Result, SentParams } from '../protocol/contract.ts';
import type { Progress } from './activities.ts';
import type { Notify } from './notices.ts';
import { startThread } from './thread.ts';
import { createFlag, raise } from './sharedFlag.ts';
import {
  datasetContract,
  roundContract,
  strategyContract,
  type DatasetContract,
  type RoundContract,
} from './threadContracts.ts';

type OpenParams = SentParams<DatasetContract, 'open'>;
type Opened = Result<DatasetContract, 'open'>['opened'];
type Samples = Result<DatasetContract, 'samples'>;
type RoundRequest = SentParams<RoundContract, 'round'>['request'];
type Encoded = Result<DatasetContract, 'encode'>;
type Surroundings = Pick<SentParams<RoundContract, 'adopt'>, 'classNames' | 'threads' | 'folder'>;
type EpochListener = (report: EpochReport) => void;
type RoundResult = Result<RoundContract, 'round'>;
type LearnParams = SentParams<typeof strategyContract, 'learn'>;
type Learned = Result<typeof strategyContract, 'learn'>;
type Exported = Result<RoundContract, 'exportModel'>;
type Predicted = Result<RoundContract, 'predict'>;

/**
 * One dataset and the two threads that work on it: one reads the data and shows samples, one fits and ranks.
 * They share the features, so a sample is shown while a model is trained, and the main thread only forwards.
 */
export class Workplace {
  readonly #dataset;
  readonly #rounds;
  /** Who asked for the rounds that are not done, oldest first: the oldest is the one that runs. */
  readonly #waiting: Set<EpochListener> = new Set();
  /** What the threads need to know besides the features; once the dataset is open. */
  #surroundings: Surroundings | undefined;
  /** The features that the round thread has, or will have when they are made. */
  readonly #views = new Map<FeatureView, Promise<Encoded>>();
  /** Called with the share of what the dataset's thread is at, 0 to 1. */
  #onProgress: (fraction: number) => void;

  /** @param onProgress called with the share of opening that is done, 0 to 1. */
  constructor(onProgress: (fraction: number) => void, notify: Notify) {
    this.#onProgress = onProgress;
    this.#dataset = startThread(datasetContract, 'datasetWorker.js', {
      progress: ({ fraction }) => this.#onProgress(fraction),
      notice: notify,
    });
    this.#rounds = startThread(roundContract, 'roundWorker.js', {
      notice: notify,
      epoch: (report) => {
        const [oldest] = this.#waiting;
        oldest?.(report);
      },
    });
  }

  /** To be awaited before anything else is asked. */
  async open(params: OpenParams): Promise<Opened> {
    const { opened, encoded } = await this.#dataset.connection.call('open', params);
    const { threads, manifest } = params;
    this.#surroundings = { classNames: opened.classes, threads, folder: dirname(manifest) };
    const adopted = this.#adopt(encoded);
    this.#views.set(encoded.view, adopted);
    await adopted;
    return opened;
  }

  async #adopt(encoded: Encoded): Promise<Encoded> {
    await this.#rounds.connection.call('adopt', { ...encoded, ...this.#opened });
    return encoded;
  }

  get #opened(): Surroundings {
    if (this.#surroundings !== undefined) return this.#surroundings;
    throw new HumanError('The dataset is still being opened: wait for it, then try again.');
  }

  /** Has the features made that a model learns from, on first need. Cancelling a round leaves that going: the next one needs them. */
  #see(view: FeatureView, onProgress: (fraction: number) => void): Promise<Encoded> {
    const known = this.#views.get(view);
    if (known !== undefined) return known;
    this.#onProgress = onProgress;
    const encoding = this.#dataset.connection
      .call('encode', { view })
      .then((encoded) => this.#adopt(encoded));
    encoding.catch(() => this.#views.delete(view));
    this.#views.set(view, encoding);
    return encoding;
  }

  samples(rows: readonly number[]): Promise<Samples> {
    return this.#dataset.connection.call('samples', { rows });
  }

  round(request: RoundRequest, signal: AbortSignalLike, progress: Progress): Promise<RoundResult> {
    return this.#train(request, signal, progress, (cancelFlag) =>
      this.#rounds.connection.call('round', { request, cancelFlag }),
    );
  }

  /** Trains the model of a request and writes it to the path. */
  exportModel(
    request: RoundRequest,
    path: string,
    signal: AbortSignalLike,
    progress: Progress,
  ): Promise<Exported> {
    return this.#train(request, signal, progress, (cancelFlag) =>
      this.#rounds.connection.call('exportModel', { request, path, cancelFlag }),
    );
  }

  /** Trains the model of a request and asks it about every row. */
  predict(request: RoundRequest, signal: AbortSignalLike, progress: Progress): Promise<Predicted> {
    return this.#train(request, signal, progress, (cancelFlag) =>
      this.#rounds.connection.call('predict', { request, cancelFlag }),
    );
  }

  /** The thread cannot hear a message while it fits, so cancelling goes through shared memory. */
  async #train<T>(
    { model }: RoundRequest,
    signal: AbortSignalLike,
    progress: Progress,
    run: (cancelFlag: Int32Array) => Promise<T>,
  ): Promise<T> {
    await this.#see(viewOf(model), progress);
    const listener: EpochListener = (report) => progress.epoch(report);
    const cancelFlag = createFlag();
    this.#waiting.add(listener);
    const cancel = (): void => raise(cancelFlag);
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    try {
      return await run(cancelFlag);
    } finally {
      this.#waiting.delete(listener);
      signal.removeEventListener('abort', cancel);
    }
  }

  /** In a thread of its own, so that rounds go on meanwhile; cancelling ends it. */
  async learn(
    params: Omit<LearnParams, 'features' | 'classCount' | 'threads' | 'folder'>,
    signal: AbortSignalLike,
    onProgress: (fraction: number) => void,
  ): Promise<Learned> {
    const { classNames, threads, folder } = this.#opened;
    const { features } = await this.#see('features', onProgress);
    const thread = startThread(strategyContract, 'strategyWorker.js', {
      progress: ({ fraction }) => onProgress(fraction),
    });
    signal.addEventListener('abort', () => thread.terminate());
    try {
      return await thread.connection.call('learn', {
        ...params,
        features,
        threads,
        folder,
        classCount: classNames.length,
      });
    } finally {
      thread.terminate();
    }
  }

  /** Ends both threads, wherever they are; what they were asked is rejected. */
  close(): void {
    this.#dataset.terminate();
    this.#rounds.terminate();
  }
}
