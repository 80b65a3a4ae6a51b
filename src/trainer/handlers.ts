import { CancelledError, HumanError } from '../engine/errors.ts';
import type { RoundRequest } from '../engine/learner/types.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ChannelError } from '../protocol/failure.ts';
import { trainerProtocol, type Activity, type TrainerContract } from '../protocol/trainer.ts';
import { compareStrategies } from './comparison.ts';
import type { Activities, Progress } from './activities.ts';
import { inBriefThread } from './briefThread.ts';
import type { Notify } from './notices.ts';
import { threadCount } from './threadCount.ts';
import { Workplace } from './workplace.ts';

/**
 * What the training process answers to each call. Rounds and samples of one dataset never wait for another's.
 * @param notify hears what the threads have to say of the machine.
 */
export function createHandlers(activities: Activities, notify: Notify): Handlers<TrainerContract> {
  const open = new Map<number, Workplace>();

  const close = (dataset: number): void => {
    open.get(dataset)?.close();
    open.delete(dataset);
  };
  const workplaceOf = (dataset: number): Workplace => {
    const workplace = open.get(dataset);
    if (workplace === undefined)
      throw new HumanError('The dataset is not open in the training process: open it again.');
    return workplace;
  };

  const work = <T>(doing: Activity['doing'], run: (progress: Progress) => Promise<T>, round?: number) =>
    activities.during({ doing, round: round ?? null }, (progress) => run(progress).catch(whenClosed));

  const train = <T>({ round }: RoundRequest, run: (progress: Progress) => Promise<T>) =>
    work('training', run, round);

  return {
    hello({ protocol, product }) {
      if (protocol !== trainerProtocol) throw new HumanError('Label Scout was updated; reload the window.');
      return { protocol: trainerProtocol, product, process: process.pid };
    },

    open: (params, signal) =>
      work('opening', async (progress) => {
        close(params.dataset);
        const workplace = new Workplace(progress, notify);
        open.set(params.dataset, workplace);
        signal.addEventListener('abort', () => close(params.dataset));
        try {
          return await workplace.open({ ...params, threads: threadCount(params.threads) });
        } catch (error) {
          if (open.get(params.dataset) === workplace) close(params.dataset);
          throw error;
        }
      }),

    describe: (params) => work('reading', () => inBriefThread((thread) => thread.call('describe', params))),

    init: (params) => work('reading', () => inBriefThread((thread) => thread.call('init', params))),

    close({ dataset }) {
      close(dataset);
      return null;
    },

    samples: ({ dataset, rows }) => work('reading', async () => workplaceOf(dataset).samples(rows)),

    round: ({ dataset, request }, signal) =>
      train(request, async (progress) => workplaceOf(dataset).round(request, signal, progress)),

    trainStrategy: ({ dataset, ...params }, signal) =>
      work('learning', async (progress) => workplaceOf(dataset).learn(params, signal, progress)),

    exportModel: ({ dataset, request, path }, signal) =>
      train(request, async (progress) => workplaceOf(dataset).exportModel(request, path, signal, progress)),

    predict: ({ dataset, request }, signal) =>
      train(request, async (progress) => workplaceOf(dataset).predict(request, signal, progress)),

    compare: (params, signal) =>
      work('comparing', (progress) =>
        compareStrategies({ ...params, threads: threadCount(params.threads) }, signal, progress, notify),
      ),
  };
}

/** A thread ends while it is asked only when its dataset is closed; to the host `closed` is this process's end. */
function whenClosed(error: unknown): never {
  const closed = error instanceof ChannelError && error.code === 'closed';
  throw closed ? new CancelledError('The dataset was closed.') : error;
}
