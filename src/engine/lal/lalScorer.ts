import { predictByDescent } from '../forest/descent.ts';
import type { Forest } from '../forest/types.ts';
import { fromRowMajor } from '../matrix.ts';
import type { Reason, Round, Scorer } from '../types.ts';
import { lalFeatureCount, lalFeatures, learningState, meanAt, type LearningState } from './features.ts';

/** What the regressor was asked in a round, and what it said. */
interface Forecast {
  readonly state: LearningState;
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  /** Predicted fall of the test error, for each candidate. */
  readonly reductions: Float64Array;
}

/** Scores candidates by the fall of the test error that a shipped regressor predicts (LAL, Algorithm 2's g). */
export function createLalScorer(regressorId: string): Scorer {
  let forecast: Forecast | undefined;
  return {
    async score(round) {
      forecast = await forecastFor(round, await round.machine.regressor(regressorId));
      return forecast.reductions;
    },
    async explain(round, index) {
      forecast ??= await forecastFor(round, await round.machine.regressor(regressorId));
      return reasonFor(forecast, round.candidates[index]!, forecast.reductions[index]!);
    },
  };
}

async function forecastFor({ model, training, candidates }: Round, regressor: Forest): Promise<Forecast> {
  const view = model.view('forest')!;
  const { mean, deviation } = await view.meanAndDeviation();
  const state = learningState(view.forest, training.labels, meanAt(deviation, candidates));
  const { pairs, pairOf } = distinctPairs(mean, deviation, candidates);
  const rows = pairs.flatMap((pair) => [...pair, ...state]);
  const { data } = predictByDescent(regressor, fromRowMajor(rows, pairs.length, lalFeatureCount));
  return { state, mean, deviation, reductions: Float64Array.from(pairOf, (pair) => data[pair]!) };
}

/**
 * The different pairs of mean and deviation among the candidates, and which of them each has. All else the regressor
 * reads is common to the pool, so it need not be asked about every candidate: 50 trees of pure leaves make at most 51
 * pairs, however large the pool.
 */
function distinctPairs(mean: Float32Array, deviation: Float32Array, candidates: Int32Array) {
  const pairs: (readonly [number, number])[] = [];
  const places = new Map<number, number>();
  // Both float32 side by side are one float64 to look up: as the mean lies in [0, 1] it is never NaN.
  const halves = new Float32Array(2);
  const whole = new Float64Array(halves.buffer);
  const pairOf = candidates.map((row) => {
    halves[0] = deviation[row]!;
    halves[1] = mean[row]!;
    const known = places.get(whole[0]!);
    if (known !== undefined) return known;
    places.set(whole[0]!, pairs.length);
    return pairs.push([mean[row]!, deviation[row]!]) - 1;
  });
  return { pairs, pairOf };
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
