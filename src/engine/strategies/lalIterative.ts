import { createLalScorer, shipped } from '../lal/lalScorer.ts';
import type { Strategy } from '../types.ts';

/** LAL-iterative-2D (Konyushkova et al. 2017, Algorithms 1 and 3): learned where the strategy itself has chosen labels. */
export const lalIterative: Strategy = {
  id: 'lal-iterative',
  title: 'LAL — iterative 2D',
  description: 'As LAL independent, its regressor learned on labels that it has chosen itself.',
  needs: ['forest'],
  usesModel: true,
  options: {},
  start: () => createLalScorer(shipped('lal-iterative')),
};
