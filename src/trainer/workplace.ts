import type { AbortSignalLike } from '../protocol/abort.ts';
import type { EpochReport } from '../engine/types.ts';
import type { Result, SentParams } from '../protocol/contract.ts';
import { startThread } from './thread.ts';
import { createFlag, raise } from './sharedFlag.ts';
import {
  datasetContract,
  roundContract,
  type DatasetContract,
  type RoundContract,
} from './threadContracts.ts';

type OpenParams = SentParams<DatasetContract, 'open'>;
type Opened = Result<DatasetContract, 'open'>['opened'];
type Samples = Result<DatasetContract, 'samples'>;
type RoundRequest = SentParams<RoundContract, 'round'>['request'];
type EpochListener = (report: EpochReport) => void;
type RoundResult = Result<RoundContract, 'round'>;

/**
 * One dataset and the two threads that work on it: one reads the data and shows samples, one fits and ranks.
 * They share the features, so a sample is shown while a model is trained, and the main thread only forwards.
 */
export class Workplace {
  readonly #dataset;
  readonly #rounds;
  /** Who asked for the rounds that are not done, oldest first: the oldest is the one that runs. */
  readonly #waiting: Set<EpochListener> = new Set();

  /** @param onProgress hears the share of opening that is done, 0 to 1. */
  constructor(onProgress: (fraction: number) => void) {
    this.#dataset = startThread(datasetContract, 'datasetWorker.js', {
      progress: ({ fraction }) => onProgress(fraction),
    });
    this.#rounds = startThread(roundContract, 'roundWorker.js', {
      epoch: (report) => {
        const [oldest] = this.#waiting;
        oldest?.(report);
      },
    });
  }

  /** To be awaited before anything else is asked. */
  async open(params: OpenParams): Promise<Opened> {
    const { opened, features } = await this.#dataset.connection.call('open', params);
    await this.#rounds.connection.call('adopt', {
      features,
      classNames: opened.classes,
      threads: params.threads,
    });
    return opened;
  }

  samples(rows: readonly number[]): Promise<Samples> {
    return this.#dataset.connection.call('samples', { rows });
  }

  /** The thread cannot hear a message while it fits, so cancelling goes through shared memory. */
  async round(request: RoundRequest, signal: AbortSignalLike, onEpoch: EpochListener): Promise<RoundResult> {
    const listener: EpochListener = (report) => onEpoch(report);
    this.#waiting.add(listener);
    const cancelFlag = createFlag();
    const cancel = (): void => raise(cancelFlag);
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    try {
      return await this.#rounds.connection.call('round', { request, cancelFlag });
    } finally {
      this.#waiting.delete(listener);
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Ends both threads, wherever they are; what they were asked is rejected. */
  close(): void {
    this.#dataset.terminate();
    this.#rounds.terminate();
  }
}
