import { entropy } from '../math/entropy.ts';
import { greatest } from '../math/greatest.ts';
import type { Strategy } from '../types.ts';
import { scoreRows } from './scoreRows.ts';

/** Greatest entropy of the predicted class probabilities (Us; Konyushkova et al. 2017, Eq. 1). */
export const uncertainty: Strategy = {
  id: 'uncertainty',
  title: 'Us — uncertainty (entropy)',
  description: 'Asks the sample whose predicted classes have the greatest entropy.',
  needs: [],
  usesModel: true,
  options: {},
  start: () => ({
    score: (round) => scoreRows(round, entropy),
    explain: async (round, index) => {
      const probabilities = await round.probabilities();
      const row = round.candidates[index]!;
      const bits = entropy(probabilities, row) / Math.LN2;
      return {
        text: `The model is unsure: ${bits.toFixed(2)} bits of entropy over the classes, its likeliest at ${greatest(probabilities, row).toFixed(2)}.`,
      };
    },
  }),
};
