import { CancelledError } from '../../engine/errors.ts';
import type { Dataset } from '../dataset.ts';
import { withProgress } from '../say/progress.ts';
import { explained } from './explained.ts';
import { t } from '../localize.ts';

/**
 * Trains the model of a dataset for some work, under a notification that shows it and can call it off.
 * @returns what the work returns; undefined when the person called it off.
 */
export async function whileTraining<Result>(
  dataset: Dataset,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const title = t('Training the model of {0}', dataset.state.name);
  return await withProgress({ title, cancellable: true }, async (_report, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    try {
      return await work(cancel.signal);
    } catch (error) {
      if (cancel.signal.aborted && error instanceof CancelledError) return undefined;
      throw explained(error);
    }
  });
}
