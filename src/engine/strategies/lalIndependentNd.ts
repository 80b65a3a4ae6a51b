import { createLalScorer, shipped } from '../lal/lalScorer.ts';
import type { Strategy } from '../types.ts';

/** LAL-independent (Konyushkova et al. 2017, Algorithm 2) on clouds of 2 to 128 dimensions and up to 200 labels: our own extension. */
export const lalIndependentNd: Strategy = {
  id: 'lal-independent-nd',
  title: 'LAL — independent, many dimensions',
  description:
    'As LAL independent, its regressor learned on data of 2 to 128 dimensions and up to 200 labels.',
  needs: ['forest'],
  usesModel: true,
  options: {},
  start: () => createLalScorer(shipped('lal-independent-nd')),
};
