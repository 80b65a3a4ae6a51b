import { absoluteOption, igradvStrategy } from '../igradv/igradvStrategy.ts';
import { boostedRegressor } from '../igradv/regressors.ts';
import { similarityScore } from '../igradv/scores.ts';

/** DS of the IGradV paper: direct similarity of an instance's gradient to that of all labels. */
export const igradvDs = igradvStrategy({
  id: 'igradv-ds',
  title: 'IGradV — DS',
  description: 'Asks samples whose gradient is expected to point where the gradient of all labels points.',
  technique: { name: 'similarity', score: similarityScore, regressor: boostedRegressor, ranked: false },
  options: absoluteOption,
});
