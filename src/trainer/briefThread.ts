import type { Connection } from '../protocol/channel.ts';
import { startThread } from './thread.ts';
import { datasetContract, type DatasetContract } from './threadContracts.ts';

/** Asks a thread of its own, which ends with the answer: reading never happens on the main thread. */
export async function inBriefThread<T>(ask: (thread: Connection<DatasetContract>) => Promise<T>): Promise<T> {
  const thread = startThread(datasetContract, 'datasetWorker.js');
  try {
    return await ask(thread.connection);
  } finally {
    thread.terminate();
  }
}
