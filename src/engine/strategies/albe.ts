import { entropy } from '../math/entropy.ts';
import { numberOf } from '../options.ts';
import type { OptionTable, Reason, Round, Strategy } from '../types.ts';
import { createBandit, expertShares, type Draw } from './albe/bandit.ts';
import { drawBatch } from './albe/draw.ts';
import { learnAnswers } from './albe/learn.ts';
import { Pool } from './albe/pool.ts';
import { readState, type AlbeState } from './albe/state.ts';
import { quireOptions, quireScores } from './quire.ts';
import { scoreRows } from './scoreRows.ts';

/** The arms, in the order of their weights. */
const experts = ['uncertainty', 'QUIRE', 'random choice'] as const;

const albeOptions = {
  horizon: {
    type: 'integer',
    default: 100,
    min: 1,
    max: 1_000_000,
    description: 'Questions that are planned: the more, the slower it learns whom to trust.',
  },
  ...quireOptions,
} as const satisfies OptionTable;

const poolOf = async (round: Round): Promise<Pool> =>
  new Pool(round, [await scoreRows(round, entropy), quireScores(round)]);

/** What was learned so far, or nothing yet. The horizon is an option and may change between two rounds. */
function stateFor({ options }: Round, known: AlbeState | undefined): AlbeState {
  const horizon = numberOf(albeOptions, options)('horizon');
  if (known === undefined) return { bandit: createBandit(experts.length, horizon), asked: [], pending: [] };
  return { ...known, bandit: { ...known.bandit, horizon } };
}

function reasonFor({ advice, shares }: Draw): Reason {
  const favored = advice[0] === 1 ? 0 : advice[1] === 1 ? 1 : 2;
  const percent = (100 * shares[favored]!).toFixed(0);
  return {
    text: `Drawn by the arm of ${experts[favored]}, which gets ${percent} % of the questions by now.`,
  };
}

/**
 * ALBE, Active Learning By Learning (Hsu and Lin 2015): a bandit that learns from importance-weighted accuracy which of
 * uncertainty, QUIRE and random choice to follow, with the arms and numbers the LAL paper ran.
 */
export const albe: Strategy = {
  id: 'albe',
  title: 'ALBE — bandit over Us, QUIRE, Rs',
  description: 'Learns whether to ask by uncertainty, by QUIRE or at random; for two classes.',
  needs: [],
  classes: 2,
  usesModel: true,
  options: albeOptions,
  start(saved) {
    let state = readState(saved, experts.length);
    const chosen = new Map<number, Draw>();
    const learned = async (round: Round): Promise<AlbeState> =>
      learnAnswers(round, await round.probabilities(), stateFor(round, state));
    return {
      async score(round) {
        const shares = expertShares((await learned(round)).bandit);
        const pool = await poolOf(round);
        return Float64Array.from(round.candidates, (_, place) => pool.drawAt(place, shares).chance);
      },
      async choose(round, count) {
        const start = await learned(round);
        const drawn = drawBatch(round, count, await poolOf(round), await round.probabilities(), start);
        state = drawn.state;
        const draws = state.pending.slice(-drawn.places.length);
        for (const [index, place] of drawn.places.entries()) chosen.set(place, draws[index]!);
        return { places: drawn.places, scores: Float64Array.from(draws, ({ chance }) => chance) };
      },
      explain(_round, place) {
        const draw = chosen.get(place);
        return draw ? reasonFor(draw) : { text: 'Scored by the chance that the bandit draws it.' };
      },
      save: () => state,
    };
  },
};
