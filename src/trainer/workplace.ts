import { dirname } from 'node:path';
import { HumanError } from '../engine/errors.ts';
import type { AbortSignalLike } from '../protocol/abort.ts';
import type { EpochReport } from '../engine/types.ts';
import type { Result, SentParams } from '../protocol/contract.ts';
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
  /** What a thread that learns needs to know; once the dataset is open. */
  #adopted: Pick<LearnParams, 'features' | 'classCount' | 'threads' | 'folder'> | undefined;

  /** @param onProgress hears the share of opening that is done, 0 to 1. */
  constructor(onProgress: (fraction: number) => void, notify: Notify) {
    this.#dataset = startThread(datasetContract, 'datasetWorker.js', {
      progress: ({ fraction }) => onProgress(fraction),
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
    const { opened, ...matrix } = await this.#dataset.connection.call('open', params);
    const { threads } = params;
    const folder = dirname(params.manifest);
    await this.#rounds.connection.call('adopt', { ...matrix, classNames: opened.classes, threads, folder });
    this.#adopted = { features: matrix.features, classCount: opened.classes.length, threads, folder };
    return opened;
  }

  samples(rows: readonly number[]): Promise<Samples> {
    return this.#dataset.connection.call('samples', { rows });
  }

  round(request: RoundRequest, signal: AbortSignalLike, onEpoch: EpochListener): Promise<RoundResult> {
    return this.#train(signal, onEpoch, (cancelFlag) =>
      this.#rounds.connection.call('round', { request, cancelFlag }),
    );
  }

  /** Trains the model of a request and writes it to the path. */
  exportModel(
    request: RoundRequest,
    path: string,
    signal: AbortSignalLike,
    onEpoch: EpochListener,
  ): Promise<Exported> {
    return this.#train(signal, onEpoch, (cancelFlag) =>
      this.#rounds.connection.call('exportModel', { request, path, cancelFlag }),
    );
  }

  /** Trains the model of a request and asks it about every row. */
  predict(request: RoundRequest, signal: AbortSignalLike, onEpoch: EpochListener): Promise<Predicted> {
    return this.#train(signal, onEpoch, (cancelFlag) =>
      this.#rounds.connection.call('predict', { request, cancelFlag }),
    );
  }

  /** The thread cannot hear a message while it fits, so cancelling goes through shared memory. */
  async #train<T>(
    signal: AbortSignalLike,
    onEpoch: EpochListener,
    run: (cancelFlag: Int32Array) => Promise<T>,
  ): Promise<T> {
    const listener: EpochListener = (report) => onEpoch(report);
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
    if (this.#adopted === undefined)
      throw new HumanError('The dataset is still being opened: wait for it, then try again.');
    const thread = startThread(strategyContract, 'strategyWorker.js', {
      progress: ({ fraction }) => onProgress(fraction),
    });
    signal.addEventListener('abort', () => thread.terminate());
    try {
      return await thread.connection.call('learn', { ...params, ...this.#adopted });
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
