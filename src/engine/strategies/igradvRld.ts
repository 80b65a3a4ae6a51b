import { igradvStrategy } from '../igradv/igradvStrategy.ts';
import { binnedForest } from '../igradv/regressors.ts';
import { leaveOneOutDistance } from '../igradv/scores.ts';

/** RLD of the IGradV paper: leave-one-out distance, ranked into three bins. */
export const igradvRld = igradvStrategy({
  id: 'igradv-rld',
  title: 'IGradV — RLD',
  description: 'Asks samples expected in the top quarter of leave-one-out distance.',
  technique: {
    name: 'rank of distance',
    score: () => leaveOneOutDistance,
    regressor: binnedForest,
    ranked: true,
  },
});
