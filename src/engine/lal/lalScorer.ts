import type { Forest } from '../forest/types.ts';
import type { Reason, Round, Scorer } from '../types.ts';
import { lalFeatures, learningState, meanAt, type LearningState } from './features.ts';
import { distinctPairs, forecast } from './forecast.ts';
import type { Spread } from './taskForests.ts';

/** What the regressor was asked in a round, and what it said. */
interface Forecast extends Spread {
  readonly state: LearningState;
  /** Predicted fall of the test error, for each candidate. */
  readonly reductions: Float64Array;
}

/** Scores candidates by the fall of the test error that a shipped regressor predicts (LAL, Algorithm 2's g). */
export function createLalScorer(regressorId: string): Scorer {
  let latest: Forecast | undefined;
  return {
    async score(round) {
      latest = await forecastFor(round, await round.machine.regressor(regressorId));
      return latest.reductions;
    },
    async explain(round, index) {
      latest ??= await forecastFor(round, await round.machine.regressor(regressorId));
      return reasonFor(latest, round.candidates[index]!, latest.reductions[index]!);
    },
  };
}

async function forecastFor({ model, training, candidates }: Round, regressor: Forest): Promise<Forecast> {
  const view = model.view('forest')!;
  const spread = await view.meanAndDeviation();
  const state = learningState(view.forest, training.labels, meanAt(spread.deviation, candidates));
  const pairs = distinctPairs(spread, candidates);
  const expected = forecast(regressor, pairs, state);
  return { ...spread, state, reductions: Float64Array.from(pairs.pairOf, (pair) => expected[pair]!) };
}

function reasonFor({ mean, deviation, state }: Forecast, row: number, reduction: number): Reason {
  const points = (100 * Math.abs(reduction)).toFixed(2);
  const verb = reduction >= 0 ? 'lower' : 'raise';
  const share = (100 * mean[row]!).toFixed(0);
  const values = [mean[row]!, deviation[row]!, ...state];
  return {
    text: `Its label is predicted to ${verb} the error by ${points} percentage points; the first class has ${share} % of the trees' votes.`,
    predictedErrorReduction: reduction,
    features: Object.fromEntries(lalFeatures.map((name, index) => [name, values[index]!])),
  };
}
