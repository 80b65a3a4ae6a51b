import { averagedSigmoid } from '../../models/gaussianProcess/averagedSigmoid.ts';
import { HumanError } from '../../errors.ts';
import type { Forest } from '../../forest/types.ts';
import type { Round } from '../../types.ts';
import type { RegressorView } from '../askRegressor.ts';
import { meanAt } from '../features.ts';
import { distinctPairs, forecast } from '../forecast.ts';
import type { LalSight } from '../lalScorer.ts';
import { processFeatures, processState } from './features.ts';

/**
 * Asks a regressor that was learned with Gaussian processes about the candidates of a round.
 * @throws HumanError where not just two classes are labeled: this experiment is for two.
 */
function askAboutProcess({ model, training, candidates }: Round, regressor: Forest): RegressorView {
  const { latents, fitted } = model.view('gaussianProcess')!;
  const [latent] = latents();
  const [process, ...others] = fitted;
  if (latent === undefined || process === undefined || others.length > 0)
    throw new HumanError('LAL with a Gaussian process is for two classes, both of them labeled.');
  const spread = {
    mean: Float32Array.from(latent.mean, (mean, row) => 1 - averagedSigmoid(mean, latent.variance[row]!)),
    deviation: Float32Array.from(latent.variance, Math.sqrt),
  };
  const state = processState(process, training.labels, meanAt(spread.deviation, candidates));
  const pairs = distinctPairs(spread, candidates);
  const expected = forecast(regressor, pairs, state);
  return { pairs, state, reductions: Float64Array.from(pairs.pairOf, (pair) => expected[pair]!) };
}

/** How LAL looks at a Gaussian process. */
export const processSight: LalSight = {
  features: processFeatures,
  ask: askAboutProcess,
  describe: ({ pairs }, _, index) =>
    `the first class has a probability of ${Math.round(100 * pairs.means[pairs.pairOf[index]!]!)} %`,
};
