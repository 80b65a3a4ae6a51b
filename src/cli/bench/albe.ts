import { neverCancelled } from '../../engine/cancel.ts';
import { createLocalLearner } from '../../engine/learner/localLearner.ts';
import { setUpQuire } from '../../engine/strategies/quire/setup.ts';
import { createMachine } from '../../runtime/machine.ts';
import { allocateSharedMatrix } from '../../runtime/sharedMatrix.ts';
import { timed } from './measure.ts';
import { firstRound } from './roundRequest.ts';
import { factorMatrix, labelsOf } from './tables.ts';
import type { Benchmark } from './types.ts';

/** The MRI (mini) task of the LAL paper's Table 1, where an iteration of ALBE took 64.5 s. */
const rows = 2000;
const columns = 188;
const labeled = 50;

/** One round, the kernel's factorization apart, which the first run of all does. */
export const albe: Benchmark = {
  id: 'albe',
  title: 'albe, one iteration on 2,000 × 188 with 50 labels (paper: 64.5 s; to reach: 1 s)',
  prepare({ threads }) {
    const machine = createMachine({ threads });
    const features = factorMatrix(rows, columns, allocateSharedMatrix);
    const learner = createLocalLearner({ features, classNames: ['a', 'b'], machine });
    const request = firstRound(rows, labelsOf(features, labeled), { strategy: 'albe', count: 1 });
    return Promise.resolve({
      ours: () => timed(() => learner.round(request, neverCancelled)),
      rivals: [],
      close: () => machine.close(),
    });
  },
};

/** What `albe` and `quire` do once for a pool. */
export const quireSetup: Benchmark = {
  id: 'quire-setup',
  title: 'quire and albe, the one-off factorization of the kernel of 2,000 × 188',
  prepare() {
    const features = factorMatrix(rows, columns, allocateSharedMatrix);
    const all = Int32Array.from({ length: rows }, (_, row) => row);
    return Promise.resolve({
      // A matrix of its own each time: the set-up of a known one is kept.
      ours: () => timed(() => setUpQuire({ ...features }, all, { gamma: 1, lambda: 1 }, neverCancelled)),
      rivals: [],
      close: () => undefined,
    });
  },
};
