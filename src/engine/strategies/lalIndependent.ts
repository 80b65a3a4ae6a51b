import { createLalScorer, shipped } from '../lal/lalScorer.ts';
import type { Strategy } from '../types.ts';

/** LAL-independent-2D (Konyushkova et al. 2017, Algorithms 1 and 2), learned from synthetic clouds in two dimensions. */
export const lalIndependent: Strategy = {
  id: 'lal-independent',
  title: 'LAL — independent 2D',
  description: 'Asks the sample whose label a learned regressor expects to lower the error most.',
  needs: ['forest'],
  usesModel: true,
  options: {},
  start: () => createLalScorer(shipped('lal-independent')),
};
