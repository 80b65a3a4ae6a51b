import { neverCancelled } from '../../../engine/cancel.ts';
import { createLocalLearner } from '../../../engine/learner/localLearner.ts';
import { allocateMatrix } from '../../../engine/matrix.ts';
import { createMachine } from '../../../runtime/machine.ts';
import { timed } from '../measure.ts';
import { factorMatrix } from '../tables.ts';
import type { BenchContext, Contest } from '../types.ts';
import { classNames, requestOf } from './roundRequest.ts';
import { onOneAndAllThreads } from './threads.ts';

/** The mlp of a round on a table; to be under a second. */
export const mlpRounds = onOneAndAllThreads('neural-mlp', (id, words, threadsOf) => ({
  id,
  group: 'neural',
  title: `a round of mlp on 1,000 × 128, 1,000 candidates, ${words} (to reach: 1 s)`,
  async prepare({ threads }: BenchContext): Promise<Contest> {
    const features = factorMatrix(2000, 128, allocateMatrix);
    const machine = createMachine({ threads: threadsOf(threads) });
    const learner = createLocalLearner({ features, classNames, machine });
    const request = { ...requestOf(features, 1000, 10), strategy: 'margin' };
    return {
      ours: () => timed(() => learner.round(request, neverCancelled)),
      rivals: [],
      close: () => machine.close(),
    };
  },
}));
