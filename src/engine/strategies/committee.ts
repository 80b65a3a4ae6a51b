import { checkCancelled } from '../cancel.ts';
import { entropy } from '../math/entropy.ts';
import type { Probabilities, Round, Strategy } from '../types.ts';

/** Rows whose votes are counted at a time, to bound the memory. */
const chunkRows = 4096;

/**
 * Share of the trees that vote for each class, of every candidate. Trees whose leaves are pure vote by their
 * probabilities, which are 0 or 1: there the shares are the forest's own probabilities.
 */
async function voteShares(round: Round): Promise<{ shares: Probabilities; rows: Int32Array }> {
  const { forest } = round.model.view('forest')!;
  if (forest.pureLeaves) return { shares: await round.probabilities(), rows: round.candidates };
  const { outputs, trees } = forest;
  const { candidates } = round;
  const data = new Float32Array(candidates.length * outputs);
  for (let start = 0; start < candidates.length; start += chunkRows) {
    checkCancelled(round.signal);
    const favorites = await favoriteClasses(round, candidates.subarray(start, start + chunkRows));
    favorites.forEach((favorite, vote) => {
      data[(start + Math.floor(vote / trees)) * outputs + favorite]! += 1 / trees;
    });
  }
  const rows = Int32Array.from(candidates.keys());
  return { shares: { rows: candidates.length, classes: outputs, data }, rows };
}

/** The class each tree votes for, row after row; the first of equals. */
async function favoriteClasses({ model, machine, training }: Round, rows: Int32Array): Promise<Int32Array> {
  const { forest } = model.view('forest')!;
  const favorites = new Int32Array(rows.length * forest.trees);
  const greatest = new Float32Array(favorites.length).fill(-1);
  for (let label = 0; label < forest.outputs; label++) {
    const shares = await machine.forest.predictPerTree(forest, training.features, rows, label);
    for (let vote = 0; vote < shares.length; vote++) {
      if (shares[vote]! <= greatest[vote]!) continue;
      greatest[vote] = shares[vote]!;
      favorites[vote] = label;
    }
  }
  return favorites;
}

async function voteEntropy(round: Round): Promise<Float64Array> {
  const { shares, rows } = await voteShares(round);
  return Float64Array.from(rows, (row) => entropy(shares, row));
}

/** Query by committee: the greatest entropy of the trees' votes (Dagan and Engelson 1995). */
export const committee: Strategy = {
  id: 'committee',
  title: 'Committee — vote entropy of the trees',
  description:
    'Asks the sample on which the trees of the forest disagree most. Trees of full depth disagree where the forest is unsure, so this is entropy then.',
  needs: ['forest'],
  usesModel: true,
  options: {},
  start: () => {
    let entropies: Float64Array | undefined;
    return {
      score: async (round) => (entropies = await voteEntropy(round)),
      async explain(round, place) {
        entropies ??= await voteEntropy(round);
        const bits = entropies[place]! / Math.LN2;
        return { text: `The trees disagree on it: their votes have ${bits.toFixed(2)} bits of entropy.` };
      },
    };
  },
};
