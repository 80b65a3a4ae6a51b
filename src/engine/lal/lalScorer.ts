import type { Forest } from '../forest/types.ts';
import type { Awaitable, Reason, Round, Scorer } from '../types.ts';
import { totalReductions, viewClasses, type ClassView } from './classViews.ts';
import { lalFeatures } from './features.ts';

/** Where a strategy's regressor comes from: learned beforehand, or from the labels at hand. */
export type RegressorSource = (round: Round) => Awaitable<Forest>;

/** What the regressor said in a round. */
interface Forecast {
  readonly views: readonly ClassView[];
  readonly reductions: Float64Array;
}

/** Scores candidates by the fall of the test error that a regressor predicts (LAL, Algorithm 2's g). */
export function createLalScorer(source: RegressorSource): Scorer {
  let latest: Forecast | undefined;
  const ask = async (round: Round): Promise<Forecast> => {
    const views = await viewClasses(round, await source(round));
    return { views, reductions: totalReductions(views, round.classNames.length) };
  };
  return {
    async score(round) {
      latest = await ask(round);
      return latest.reductions;
    },
    async explain(round, index) {
      latest ??= await ask(round);
      return reasonFor(latest, round, index);
    },
  };
}

/** A regressor that comes with the product. */
export const shipped =
  (id: string): RegressorSource =>
  (round) =>
    round.machine.regressor(id);

/** With more than two classes the features are those of the class whose telling from the rest gains most. */
function reasonFor({ views, reductions }: Forecast, round: Round, index: number): Reason {
  const row = round.candidates[index]!;
  const reduction = reductions[index]!;
  const view = views.reduce((a, b) => (b.reductions[index]! > a.reductions[index]! ? b : a));
  const points = (100 * Math.abs(reduction)).toFixed(2);
  const verb = reduction >= 0 ? 'lower' : 'raise';
  const values = [view.spread.mean[row]!, view.spread.deviation[row]!, ...view.state];
  return {
    text: `Its label is predicted to ${verb} the error by ${points} percentage points; ${sharePhrase(view, round, row)} of the trees' votes.`,
    predictedErrorReduction: reduction,
    features: Object.fromEntries(lalFeatures.map((name, place) => [name, values[place]!])),
  };
}

function sharePhrase({ label, spread }: ClassView, { classNames }: Round, row: number): string {
  const share = spread.mean[row]!;
  if (classNames.length === 2) return `the first class has ${(100 * share).toFixed(0)} %`;
  return `${shorten(classNames[label]!)} has ${(100 - 100 * share).toFixed(0)} %`;
}

/** Class names can be of any length; a reason is one line. */
const shorten = (name: string): string => (name.length <= 30 ? name : `${name.slice(0, 29)}…`);
