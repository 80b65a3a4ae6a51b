import { numberOf } from '../options.ts';
import type { OptionTable, Round, Strategy } from '../types.ts';

/** Variance of the logistic distribution, π² / 3: the noise that the model's likelihood adds to the latent function. */
const logisticVariance = Number((Math.PI ** 2 / 3).toFixed(4));

const kapoorOptions = {
  noise: {
    type: 'number',
    default: logisticVariance,
    min: 1e-6,
    max: 1e6,
    description: 'Variance of the noise on the latent function; π² / 3 is that of the logistic likelihood.',
  },
} as const satisfies OptionTable;

/** |mean| / √(variance + noise) of each candidate, the smallest over the classes: how many deviations from the border. */
function deviations({ model, candidates, options }: Round): Float64Array {
  const noise = numberOf(kapoorOptions, options)('noise');
  const latents = model.view('gaussianProcess')!.latents();
  return Float64Array.from(candidates, (row) =>
    latents.reduce(
      (least, { mean, variance }) =>
        Math.min(least, Math.abs(mean[row]!) / Math.sqrt(variance[row]! + noise)),
      latents.length === 0 ? 0 : Infinity,
    ),
  );
}

/** Kapoor, Grauman, Urtasun and Darrell 2007: the smallest |mean| / √(variance + noise) of a Gaussian process. */
export const kapoor: Strategy = {
  id: 'kapoor',
  title: 'Kapoor — GP mean and variance',
  description:
    'Asks the sample whose Gaussian process is closest to the border, counted in its own deviations.',
  needs: ['gaussianProcess'],
  usesModel: true,
  options: kapoorOptions,
  start: () => {
    let found: Float64Array | undefined;
    return {
      score: (round) => (found = deviations(round)).map((deviation) => -deviation),
      explain(round, place) {
        found ??= deviations(round);
        return { text: `Its class is ${found[place]!.toFixed(2)} deviations from the border.` };
      },
    };
  },
};
