import { HumanError } from '../errors.ts';
import { createLalScorer } from '../lal/lalScorer.ts';
import { fewestForWarmStart } from '../lal/warmStart.ts';
import type { Strategy } from '../types.ts';

/** LAL-independent-WS (Konyushkova et al. 2017, section 5.2): its regressor is learned from labels of the dataset itself. */
export const lalWarmStart: Strategy = {
  id: 'lal-warm-start',
  title: 'LAL — warm start',
  description: 'As LAL independent, its regressor learned from labels of your own; train it first.',
  needs: ['forest'],
  minimumLabels: fewestForWarmStart,
  usesModel: true,
  options: {},
  start: () =>
    createLalScorer(async ({ ownRegressor }) => {
      const regressor = await ownRegressor?.();
      if (regressor) return regressor;
      throw untrained();
    }),
};

const untrained = (): HumanError =>
  new HumanError(
    'lal-warm-start has not been trained on this dataset: choose Train My Own LAL Strategy… or run label-scout train-lal, or choose another strategy.',
  );
