import type { Strategy } from '../types.ts';

/** Uniform random choice: the baseline every other strategy has to beat (Rs, Rnd in both papers). */
export const random: Strategy = {
  id: 'random',
  title: 'Rs — random',
  description: 'Asks samples at random: the baseline, and a fair sample of the data.',
  needs: [],
  usesModel: false,
  options: {},
  start: () => ({
    score: ({ candidates, rng }) => new Float64Array(candidates.length).map(() => rng.uniform()),
    explain: () => ({ text: 'Drawn at random.' }),
  }),
};
