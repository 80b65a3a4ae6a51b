import type { Forest, ForestView } from '../forest/types.ts';
import type { Round } from '../types.ts';
import { learningState, meanAt, type LearningState } from './features.ts';
import { distinctPairs, forecast } from './forecast.ts';
import type { Spread } from './taskForests.ts';

/** What the regressor is asked about telling one class from the rest, and what it says. */
export interface ClassView {
  readonly label: number;
  readonly state: LearningState;
  /** Of P(another class), for every row of the matrix. */
  readonly spread: Spread;
  /** Predicted fall of the error of telling the class from the rest, for each candidate. */
  readonly reductions: Float32Array;
}

/**
 * The regressor's view of a round. With two classes it is the LAL authors': class 1 against class 0. With more, each
 * labeled class against the rest (our own extension, docs/lal.md).
 */
export async function viewClasses(round: Round, regressor: Forest): Promise<readonly ClassView[]> {
  const { training, classNames, model } = round;
  const known = [...new Set(training.labels)].sort((a, b) => a - b);
  const view = model.view('forest')!;
  const views: ClassView[] = [];
  for (const label of classNames.length === 2 ? [1] : known) {
    const spread = classNames.length === 2 ? await view.meanAndDeviation(0) : await ofTheRest(view, label);
    views.push(viewClass(round, view, label, spread, regressor));
  }
  return views;
}

async function ofTheRest(view: ForestView, label: number): Promise<Spread> {
  const { mean, deviation } = await view.meanAndDeviation(label);
  return { mean: mean.map((share) => 1 - share), deviation };
}

function viewClass(
  { training, candidates }: Round,
  view: ForestView,
  label: number,
  spread: Spread,
  regressor: Forest,
): ClassView {
  const ofClass = training.labels.map((other) => (other === label ? 1 : 0));
  const forest = { ...view.forest, outOfBagScore: view.outOfBagAccuracyOf(label) };
  const state = learningState(forest, ofClass, meanAt(spread.deviation, candidates));
  const pairs = distinctPairs(spread, candidates);
  const expected = forecast(regressor, pairs, state);
  const reductions = new Float32Array(candidates.length);
  for (let index = 0; index < reductions.length; index++) reductions[index] = expected[pairs.pairOf[index]!]!;
  return { label, state, spread, reductions };
}

/**
 * Predicted fall of the error, for each candidate. A sample of one class that is taken for another is a mistake of both
 * against the rest, so with more than two classes half of the sum.
 */
export function totalReductions(views: readonly ClassView[], classCount: number): Float64Array {
  const total = new Float64Array(views[0]?.reductions.length ?? 0);
  const weight = classCount === 2 ? 1 : 0.5;
  for (const { reductions } of views) {
    for (let index = 0; index < total.length; index++) total[index]! += weight * reductions[index]!;
  }
  return total;
}
