import { absoluteOption, igradvStrategy } from '../igradv/igradvStrategy.ts';
import { binnedForest } from '../igradv/regressors.ts';
import { similarityScore } from '../igradv/scores.ts';

/** RDS of the IGradV paper: direct similarity, ranked into three bins. */
export const igradvRds = igradvStrategy({
  id: 'igradv-rds',
  title: 'IGradV — RDS',
  description: 'Asks samples expected in the top quarter of similarity to the gradient of all labels.',
  technique: { name: 'rank of similarity', score: similarityScore, regressor: binnedForest, ranked: true },
  options: absoluteOption,
});
