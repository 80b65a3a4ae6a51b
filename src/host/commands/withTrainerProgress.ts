import type { Activity } from '../../protocol/trainer.ts';
import { fromTrainer } from '../trainerErrors.ts';
import { withProgress } from '../say/progress.ts';
import type { Services } from './command.ts';
import { explained } from './explained.ts';

/**
 * Does long work in the trainer under a notification that shows how far it is and can stop it.
 *
 * @param doing what the trainer calls this work, so that no other moves the bar
 * @param work gets the signal that the person's Cancel sets
 * @returns what the work returns; undefined when the person stopped it
 * @throws what the work throws
 */
export function withTrainerProgress<Result>(
  { trainer }: Services,
  { title, doing }: { title: string; doing: Activity['doing'] },
  work: (signal: AbortSignal) => Promise<Result>,
): Thenable<Result | undefined> {
  return withProgress({ title, cancellable: true }, async (report, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    let done = 0;
    const stopListening = trainer.onState((state) => {
      if (state.kind !== 'busy' || state.activity.doing !== doing) return;
      const percent = Math.round(100 * (state.activity.fraction ?? 0));
      report({ increment: percent - done, message: `${percent} %` });
      done = percent;
    });
    try {
      return await work(cancel.signal);
    } catch (error) {
      if (cancel.signal.aborted) return undefined;
      throw explained(fromTrainer(error));
    } finally {
      stopListening();
    }
  });
}
