import { entropy } from '../math/entropy.ts';
import { meanSimilarity } from '../geometry/meanSimilarity.ts';
import { numberOf } from '../options.ts';
import type { OptionTable, Strategy } from '../types.ts';
import { scoreRows } from './scoreRows.ts';

const densityOptions = {
  weight: {
    type: 'number',
    default: 1,
    min: 0,
    max: 100,
    description: 'Exponent of the likeness: 0 leaves the entropy alone.',
  },
} as const satisfies OptionTable;

/** Entropy weighted by the mean similarity to the pool (information density; Settles and Craven 2008). */
export const density: Strategy = {
  id: 'density',
  title: 'Density — uncertain and typical',
  description: 'Asks the sample whose entropy, times its likeness to the rest of the data, is greatest.',
  needs: [],
  usesModel: true,
  options: densityOptions,
  start: () => {
    let likeness: Float64Array | undefined;
    return {
      async score(round) {
        const found = meanSimilarity(round.training.features, round.candidates);
        const weight = numberOf(densityOptions, round.options)('weight');
        const scores = await scoreRows(round, entropy);
        likeness = found;
        return scores.map((score, place) => score * found[place]! ** weight);
      },
      async explain(round, place) {
        likeness ??= meanSimilarity(round.training.features, round.candidates);
        const bits = entropy(await round.probabilities(), round.candidates[place]!) / Math.LN2;
        const percent = (100 * likeness[place]!).toFixed(0);
        return {
          text: `The model is unsure (${bits.toFixed(2)} bits of entropy), and the sample is ${percent} % like the rest of the data.`,
        };
      },
    };
  },
};
