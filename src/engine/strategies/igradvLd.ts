import { igradvStrategy } from '../igradv/igradvStrategy.ts';
import { boostedRegressor } from '../igradv/regressors.ts';
import { leaveOneOutDistance } from '../igradv/scores.ts';

/** LD of the IGradV paper: how far leaving an instance out turns the gradient of all labels. */
export const igradvLd = igradvStrategy({
  id: 'igradv-ld',
  title: 'IGradV — LD',
  description: 'Asks samples without which the gradient of all labels is expected to turn most.',
  technique: {
    name: 'distance',
    score: () => leaveOneOutDistance,
    regressor: boostedRegressor,
    ranked: false,
  },
});
