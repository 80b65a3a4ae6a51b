import type { Forest } from '../forest/types.ts';
import type { Awaitable, Reason, Round, Scorer } from '../types.ts';
import { askRegressor, type RegressorView } from './askRegressor.ts';
import { lalFeatures } from './features.ts';

/** Where a strategy's regressor comes from: learned beforehand, or from the labels at hand. */
export type RegressorSource = (round: Round) => Awaitable<Forest>;

/** How LAL looks at the model of a round. */
export interface LalSight {
  /** Names of the eight numbers that the regressor reads. */
  readonly features: readonly string[];
  readonly ask: (round: Round, regressor: Forest) => Awaitable<RegressorView>;
  /** What the model says of `round.candidates[index]`, to end a sentence. */
  readonly describe: (view: RegressorView, round: Round, index: number) => string;
}

/** Scores candidates by the fall of the test error that a regressor predicts (LAL, Algorithm 2's g). */
export function createLalScorer(source: RegressorSource, sight: LalSight = forestSight): Scorer {
  let latest: RegressorView | undefined;
  const ask = async (round: Round): Promise<RegressorView> => sight.ask(round, await source(round));
  return {
    async score(round) {
      latest = await ask(round);
      return latest.reductions;
    },
    async explain(round, index) {
      latest ??= await ask(round);
      return reasonFor(sight, latest, round, index);
    },
  };
}

/** A regressor that comes with the product. */
export const shipped =
  (id: string): RegressorSource =>
  (round) =>
    round.machine.regressor(id);

function reasonFor(sight: LalSight, view: RegressorView, round: Round, index: number): Reason {
  const reduction = view.reductions[index]!;
  const points = (100 * Math.abs(reduction)).toFixed(2);
  const verb = reduction >= 0 ? 'lower' : 'raise';
  const pair = view.pairs.pairOf[index]!;
  const values = [view.pairs.means[pair]!, view.pairs.deviations[pair]!, ...view.state];
  return {
    text: `Its label is predicted to ${verb} the error by ${points} percentage points; ${sight.describe(view, round, index)}.`,
    predictedErrorReduction: reduction,
    features: Object.fromEntries(sight.features.map((name, place) => [name, values[place]!])),
  };
}

function votesOf({ pairs, topTwo }: RegressorView, { classNames, candidates }: Round, index: number): string {
  const share = Math.round(100 * pairs.means[pairs.pairOf[index]!]!);
  if (topTwo === undefined) return `the first class has ${share} % of the votes`;
  const row = candidates[index]!;
  const [first, second] = [topTwo.first, topTwo.second].map((labels) => shorten(classNames[labels[row]!]!));
  return `${first} leads ${second} by ${100 - share} % to ${share} % of their votes`;
}

const forestSight: LalSight = { features: lalFeatures, ask: askRegressor, describe: votesOf };

/** Class names can be of any length; a reason is one line. */
const shorten = (name: string): string => (name.length <= 16 ? name : `${name.slice(0, 15)}…`);
