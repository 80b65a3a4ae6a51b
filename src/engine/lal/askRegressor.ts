import { spreadByVotes } from '../forest/spreadByVotes.ts';
import type { Forest, ForestView } from '../forest/types.ts';
import type { Round } from '../types.ts';
import { learningState, meanAt, type LearningState } from './features.ts';
import { distinctPairs, forecast, type DistinctPairs } from './forecast.ts';
import { MostVoted } from './mostVoted.ts';

/** What the regressor is asked in a round, and what it says. */
export interface RegressorView {
  /** Of P(class 0) with two classes; with more, of the second of the two likeliest among both. Of each candidate. */
  readonly pairs: DistinctPairs;
  /** With more than two classes, the two likeliest ones of every row. */
  readonly topTwo?: { readonly first: Int32Array; readonly second: Int32Array };
  readonly state: LearningState;
  /** Predicted fall of the test error, for each candidate. */
  readonly reductions: Float64Array;
}

/**
 * Asks the regressor about the candidates. With two classes as the LAL authors do: class 1 against class 0. With more,
 * each sample's two likeliest classes against each other, in the mean state of telling a class from the rest (our own
 * extension, docs/lal.md).
 */
export async function askRegressor(round: Round, regressor: Forest): Promise<RegressorView> {
  const { classNames, candidates } = round;
  const seen = classNames.length === 2 ? await seeTwoClasses(round) : await seeManyClasses(round);
  const { pairOf } = seen.pairs;
  const expected = forecast(regressor, seen.pairs, seen.state);
  const reductions = new Float64Array(candidates.length);
  for (let index = 0; index < reductions.length; index++) reductions[index] = expected[pairOf[index]!]!;
  return { ...seen, reductions };
}

type Seen = Omit<RegressorView, 'reductions'>;

async function seeTwoClasses(round: Round): Promise<Seen> {
  const view = round.model.view('forest')!;
  const pairs = await pairsOfFirstClass(view, round.candidates);
  return { pairs, state: stateOf(round, view, 1, meanAt(pairs.deviations, pairs.pairOf)) };
}

/** Where trees vote, their number says all, and no row's mean and deviation need be written down. */
async function pairsOfFirstClass(view: ForestView, candidates: Int32Array): Promise<DistinctPairs> {
  const votes = await view.votesAt(0, candidates);
  return votes
    ? { ...spreadByVotes(view.forest.trees), pairOf: votes }
    : distinctPairs(await view.meanAndDeviation(0), candidates);
}

async function seeManyClasses(round: Round): Promise<Seen> {
  const view = round.model.view('forest')!;
  const mostVoted = new MostVoted(round.training.features.rows);
  const states: LearningState[] = [];
  for (const label of [...new Set(round.training.labels)].sort((a, b) => a - b)) {
    const spread = await view.meanAndDeviation(label);
    states.push(stateOf(round, view, label, meanAt(spread.deviation, round.candidates)));
    mostVoted.offer(label, spread.mean);
  }
  const pairs = distinctPairs(mostVoted.spread(view.forest.trees), round.candidates);
  return { pairs, topTwo: mostVoted.labels, state: meanState(states) };
}

/** The state of learning to tell a class from the rest. */
function stateOf({ training }: Round, view: ForestView, label: number, poolDeviation: number): LearningState {
  const ofClass = training.labels.map((other) => (other === label ? 1 : 0));
  const forest = { ...view.forest, outOfBagScore: view.outOfBagAccuracyOf(label) };
  return learningState(forest, ofClass, poolDeviation);
}

const meanState = (states: readonly LearningState[]): LearningState =>
  states[0]!.map(
    (_, place) => states.reduce((sum, state) => sum + state[place]!, 0) / states.length,
  ) as unknown as LearningState;
