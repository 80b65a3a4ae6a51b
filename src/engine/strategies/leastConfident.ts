import { greatest } from '../math/greatest.ts';
import type { Strategy } from '../types.ts';
import { scoreRows } from './scoreRows.ts';

/** Smallest probability of the likeliest class (LCS; Lewis and Gale 1994, and the IGradV paper). */
export const leastConfident: Strategy = {
  id: 'least-confident',
  title: 'LCS — least confidence',
  description: 'Asks the sample whose likeliest class has the smallest probability.',
  needs: [],
  usesModel: true,
  options: {},
  start: () => ({
    score: (round) => scoreRows(round, (probabilities, row) => 1 - greatest(probabilities, row)),
    explain: async (round, index) => {
      const share = greatest(await round.probabilities(), round.candidates[index]!);
      return { text: `The model gives its likeliest class only ${share.toFixed(2)}.` };
    },
  }),
};
