import type { AbortSignalLike } from '../protocol/abort.ts';
import type { Result, SentParams } from '../protocol/contract.ts';
import type { Notify } from './notices.ts';
import { startThread } from './thread.ts';
import { comparisonContract, type ComparisonContract } from './threadContracts.ts';

/** Compares strategies in a thread of its own, which a cancel ends wherever it is. */
export async function compareStrategies(
  params: SentParams<ComparisonContract, 'compare'>,
  signal: AbortSignalLike,
  onProgress: (fraction: number) => void,
  notify: Notify,
): Promise<Result<ComparisonContract, 'compare'>> {
  const thread = startThread(comparisonContract, 'comparisonWorker.js', {
    progress: ({ fraction }) => onProgress(fraction),
    notice: notify,
  });
  const end = (): void => thread.terminate();
  signal.addEventListener('abort', end);
  try {
    return await thread.connection.call('compare', params);
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
