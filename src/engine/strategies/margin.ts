import { margin as marginOf } from '../math/margin.ts';
import { topTwo } from '../math/topTwo.ts';
import type { Strategy } from '../types.ts';
import { scoreRows } from './scoreRows.ts';

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
      const name = (number: number): string => round.classNames[number] ?? '';
      return {
        text: `The model wavers between ${name(first)} (${firstShare.toFixed(2)}) and ${name(second)} (${secondShare.toFixed(2)}).`,
      };
    },
  }),
};
