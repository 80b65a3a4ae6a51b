import { checkCancelled } from '../cancel.ts';
import { entropy } from '../math/entropy.ts';
import { rowKey } from '../math/mixBits.ts';
import { likeliest } from '../math/topTwo.ts';
import type { Choice, Probabilities, Reason, Round, Strategy } from '../types.ts';
import { createBandit, expertShares, rewardExperts, type Bandit, type Draw } from './albe/bandit.ts';
import { readState, type AlbeState, type AskedRow, type PendingRow } from './albe/state.ts';
import { quireOptions, quireScores } from './quire.ts';
import { scoreRows } from './scoreRows.ts';

/** The arms, in the order of their weights. */
const experts = ['uncertainty', 'QUIRE', 'random choice'] as const;
const defaultHorizon = 100;
/** Labeled rows that may be drawn in a row before only open ones are. */
const patience = 1000;

/** Importance-weighted accuracy on what was asked: Σ weight · [right] / (n T). */
function rewardOf(round: Round, predicted: Probabilities, { bandit, asked }: AlbeState): number {
  const { rows, labels } = round.training;
  const labelOf = new Map([...rows].map((row, index) => [row, labels[index]!]));
  const sum = asked.reduce(
    (total, { row, weight }) => total + (labelOf.get(row) === likeliest(predicted, row) ? weight : 0),
    0,
  );
  return sum / ((rows.length + round.candidates.length) * bandit.horizon);
}

/** Counts the answers to what was chosen; what has none is forgotten. */
function learn(round: Round, predicted: Probabilities, state: AlbeState): AlbeState {
  const labeled = new Set(round.training.rows);
  return state.pending
    .filter(({ row }) => labeled.has(row))
    .reduce<AlbeState>((known, draw) => countAnswer(round, predicted, known, draw), {
      ...state,
      pending: [],
    });
}

function countAnswer(
  round: Round,
  predicted: Probabilities,
  { bandit, asked, pending }: AlbeState,
  draw: PendingRow,
): AlbeState {
  const more = [...asked, { row: draw.row, weight: 1 / draw.chance } satisfies AskedRow];
  const reward = rewardOf(round, predicted, { bandit, asked: more, pending });
  return { bandit: rewardExperts(bandit, draw, reward), asked: more, pending };
}

/** Places of the candidates by falling score; equals in an order that the seed and the rows give. */
function rankPlaces(scores: Float64Array, rows: Int32Array, salt: number): Int32Array {
  return Int32Array.from(scores.keys()).sort(
    (a, b) => scores[b]! - scores[a]! || rowKey(rows[a]!, salt) - rowKey(rows[b]!, salt),
  );
}

/** The pool while a batch is drawn: open candidates, ranked by the two experts that rank, and labeled rows. */
class Pool {
  readonly #round: Round;
  readonly #ranks: readonly Int32Array[];
  readonly #open: Set<number>;
  readonly #ordered: Int32Array;

  constructor(round: Round, scores: readonly Float64Array[]) {
    const { candidates, rng } = round;
    const salt = rng.fork('equals').uint32();
    this.#round = round;
    this.#ranks = scores.map((own) => rankPlaces(own, candidates, salt));
    this.#open = new Set(candidates.keys());
    this.#ordered = Int32Array.from(candidates.keys()).sort((a, b) => candidates[a]! - candidates[b]!);
  }

  take(place: number): void {
    this.#open.delete(place);
  }

  /** The place that a uniform draw over labeled and open rows means; −1 for a labeled one. */
  drawUniform(share: number, labeledToo: boolean): number {
    const rows = this.#ordered.filter((place) => this.#open.has(place));
    const total = labeledToo ? this.#size() : this.#open.size;
    return rows[Math.floor(share * total)] ?? -1;
  }

  /** What the experts say of a place, and how likely it is by their shares. */
  drawAt(place: number, shares: readonly number[]): Draw {
    const uniform = 1 / this.#size();
    const advice = [...this.favorites().map((favorite) => (favorite === place ? 1 : 0)), uniform];
    const chance = advice.reduce((sum, share, expert) => sum + share * shares[expert]!, 0);
    return { advice, shares, chance };
  }

  /** The best open place of each ranking expert. */
  favorites(): readonly number[] {
    return this.#ranks.map((ranked) => ranked.find((place) => this.#open.has(place)) ?? -1);
  }

  #size(): number {
    return this.#round.training.rows.length + this.#open.size;
  }
}

/** A draw by the experts' shares: the place in the pool, −1 for a labeled row. */
function drawPlace(pool: Pool, shares: readonly number[], rng: Round['rng'], labeledToo: boolean): number {
  const [first, second] = shares;
  const choice = rng.uniform();
  const [uncertain, representative] = pool.favorites();
  if (choice < first!) return uncertain!;
  if (choice < first! + second!) return representative!;
  return pool.drawUniform(rng.uniform(), labeledToo);
}

/** Draws a batch. A labeled row rewards the experts at once and another is drawn; it has its answer already. */
async function drawBatch(round: Round, count: number, start: AlbeState) {
  const predicted = await round.probabilities();
  const pool = new Pool(round, [await scoreRows(round, entropy), quireScores(round)]);
  const rng = round.rng.fork('draw');
  const places: number[] = [];
  let state = start;
  for (let hits = 0; places.length < Math.min(count, round.candidates.length);) {
    checkCancelled(round.signal);
    const shares = expertShares(state.bandit);
    const place = drawPlace(pool, shares, rng, hits < patience);
    if (place < 0) {
      hits++;
      const row = round.training.rows[rng.below(round.training.rows.length)];
      if (row !== undefined)
        state = countAnswer(round, predicted, state, { row, ...pool.drawAt(-1, shares) });
      continue;
    }
    state = {
      ...state,
      pending: [...state.pending, { row: round.candidates[place]!, ...pool.drawAt(place, shares) }],
    };
    pool.take(place);
    places.push(place);
  }
  return { places: Int32Array.from(places), state };
}

function explain({ advice, shares }: Draw): Reason {
  const favored = advice[0] === 1 ? 0 : advice[1] === 1 ? 1 : 2;
  const percent = (100 * shares[favored]!).toFixed(0);
  return {
    text: `Chosen as by ${experts[favored]}, which is trusted with ${percent} % of the questions by now.`,
  };
}

const startState = ({ options }: Round): AlbeState => ({
  bandit: createBandit(experts.length, Number(options['horizon'] ?? defaultHorizon)),
  asked: [],
  pending: [],
});

/** The horizon is an option, and may change between two rounds. */
const withHorizon = (state: AlbeState, { options }: Round): AlbeState => {
  const bandit: Bandit = { ...state.bandit, horizon: Number(options['horizon'] ?? defaultHorizon) };
  return { ...state, bandit };
};

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
  options: {
    horizon: {
      type: 'integer',
      default: defaultHorizon,
      min: 1,
      max: 1_000_000,
      description: 'Questions that are planned: the more, the slower it learns whom to trust.',
    },
    ...quireOptions,
  },
  start(saved) {
    let state = readState(saved, experts.length);
    const chosen = new Map<number, Draw>();
    const learned = async (round: Round): Promise<AlbeState> =>
      learn(round, await round.probabilities(), withHorizon(state ?? startState(round), round));
    return {
      async score(round) {
        const shares = expertShares((await learned(round)).bandit);
        const pool = new Pool(round, [await scoreRows(round, entropy), quireScores(round)]);
        return Float64Array.from(round.candidates, (_, place) => pool.drawAt(place, shares).chance);
      },
      async choose(round, count): Promise<Choice> {
        const drawn = await drawBatch(round, count, await learned(round));
        state = drawn.state;
        const draws = state.pending.slice(-drawn.places.length);
        for (const [index, place] of drawn.places.entries()) chosen.set(place, draws[index]!);
        return { places: drawn.places, scores: Float64Array.from(draws, ({ chance }) => chance) };
      },
      explain(_round, place) {
        const draw = chosen.get(place);
        return draw ? explain(draw) : { text: 'Scored by the chance that the bandit draws it.' };
      },
      save: () => state,
    };
  },
};
