/** The thread that fits and ranks; see threadContracts.ts. */
import { checkCancelled } from '../engine/cancel.ts';
import { HumanError } from '../engine/errors.ts';
import { createLocalLearner } from '../engine/localLearner.ts';
import type { Learner } from '../engine/types.ts';
import { serve } from '../protocol/channel.ts';
import { createMachine } from '../runtime/machine.ts';
import { ownRegressorOf } from '../runtime/ownRegressor.ts';
import { openMatrix } from '../runtime/sharedMatrix.ts';
import { signalOf } from './sharedFlag.ts';
import { roundContract } from './threadContracts.ts';
import { threadPort } from './threadPort.ts';

let learner: Learner | undefined;
let lastRound: Promise<unknown> = Promise.resolve();

/** One after the other: a round uses every core by itself, and two at a time would only share them. */
function inOrder<T>(run: () => Promise<T>): Promise<T> {
  const round = lastRound.then(run);
  lastRound = round.catch(() => undefined);
  return round;
}

const service = serve(
  roundContract,
  {
    adopt({ features, classNames, threads, folder }) {
      const machine = createMachine({ threads });
      learner = createLocalLearner({
        ...{ features: openMatrix(features), classNames, machine },
        ownRegressor: ownRegressorOf(folder),
      });
      return null;
    },
    round: ({ request, cancelFlag }) =>
      inOrder(async () => {
        if (learner === undefined) throw new HumanError('The dataset is still being opened.');
        const signal = signalOf(cancelFlag);
        // Most superseded rounds are taken back before their turn comes.
        checkCancelled(signal);
        return await learner.round(request, signal, (report) => service.emit('epoch', report));
      }),
  },
  threadPort(),
  (problem) => console.error(problem),
);
