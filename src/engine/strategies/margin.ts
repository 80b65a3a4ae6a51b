import { margin as marginOf } from '../math/margin.ts';
import { isolated } from '../isolated.ts';
import { topTwo } from '../math/topTwo.ts';
import type { Strategy } from '../types.ts';
import { scoreRows } from './scoreRows.ts';

/** With the two likeliest classes further apart nobody would say that the model wavers. */
const closeCall = 0.3;

/** Smallest difference between the two likeliest classes (Scheffer, Decomain and Wrobel 2001). */
export const margin: Strategy = {
  id: 'margin',
  title: 'Margin',
  description: 'Asks the sample whose two likeliest classes are closest.',
  needs: [],
  usesModel: true,
  options: {},
  start: () => ({
    score: (round) => scoreRows(round, (probabilities, row) => -marginOf(probabilities, row)),
    explain: async (round, index) => {
      const { first, firstShare, second, secondShare } = topTwo(
        await round.probabilities(),
        round.candidates[index]!,
      );
      const share = (number: number, probability: number): string =>
        `${isolated(round.classNames[number] ?? '')} (${probability.toFixed(2)})`;
      const [likeliest, next] = [share(first, firstShare), share(second, secondShare)];
      const text =
        firstShare - secondShare < closeCall
          ? `The model wavers between ${likeliest} and ${next}.`
          : `Likeliest are ${likeliest} and ${next}: no sample left is a closer call.`;
      return { text };
    },
  }),
};
