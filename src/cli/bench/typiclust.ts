import { neverCancelled } from '../../engine/cancel.ts';
import { createLocalLearner } from '../../engine/learner/localLearner.ts';
import { createMachine } from '../../runtime/machine.ts';
import { allocateSharedMatrix } from '../../runtime/sharedMatrix.ts';
import { timed } from './measure.ts';
import { firstRound } from './roundRequest.ts';
import { factorMatrix } from './tables.ts';
import type { Benchmark } from './types.ts';

const rows = 100_000;

/** The first questions of all on a large pool. */
export const typiclust: Benchmark = {
  id: 'typiclust',
  title: 'typiclust, 100,000 × 64, first 50 samples (to reach: 5 s)',
  prepare({ threads }) {
    const machine = createMachine({ threads });
    const features = factorMatrix(rows, 64, allocateSharedMatrix);
    const learner = createLocalLearner({ features, classNames: ['a', 'b'], machine });
    const request = firstRound(rows, new Int32Array(0), { strategy: 'typiclust', count: 50 });
    return Promise.resolve({
      ours: () => timed(() => learner.round(request, neverCancelled)),
      rivals: [],
      close: () => machine.close(),
    });
  },
};
