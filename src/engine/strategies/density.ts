import { entropy } from '../math/entropy.ts';
import { meanSimilarity } from '../geometry/meanSimilarity.ts';
import type { Round, Strategy } from '../types.ts';
import { scoreRows } from './scoreRows.ts';

const defaultWeight = 1;

const weightOf = ({ options }: Round): number => Number(options['weight'] ?? defaultWeight);

/** Entropy weighted by the mean similarity to the pool (information density; Settles and Craven 2008). */
export const density: Strategy = {
  id: 'density',
  title: 'Density — uncertain and typical',
  description: 'Asks the sample whose entropy, times its likeness to the rest of the data, is greatest.',
  needs: [],
  usesModel: true,
  options: {
    weight: {
      type: 'number',
      default: defaultWeight,
      min: 0,
      max: 100,
      description: 'Exponent of the likeness: 0 leaves the entropy alone.',
    },
  },
  start: () => {
    let likeness: Float64Array | undefined;
    return {
      async score(round) {
        likeness = meanSimilarity(round.training.features, round.candidates);
        const scores = await scoreRows(round, entropy);
        return scores.map((score, place) => score * likeness![place]! ** weightOf(round));
      },
      async explain(round, place) {
        likeness ??= meanSimilarity(round.training.features, round.candidates);
        const bits = entropy(await round.probabilities(), round.candidates[place]!) / Math.LN2;
        return {
          text: `The model is unsure (${bits.toFixed(2)} bits of entropy), and the sample is ${(100 * likeness[place]!).toFixed(0)} % like the rest of the data.`,
        };
      },
    };
  },
};
