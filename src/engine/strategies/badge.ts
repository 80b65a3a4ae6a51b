import { checkCancelled } from '../cancel.ts';
import { GradientFactors } from '../geometry/gradientFactors.ts';
import { bestPlace } from '../math/bestPlace.ts';
import { drawWeighted } from '../math/drawWeighted.ts';
import { likeliest } from '../math/topTwo.ts';
import type { Choice, Round, Strategy } from '../types.ts';
import { placesByRow } from './placesByRow.ts';

const nothing = { columns: 0, values: new Float32Array(0) };

/** Gradients of the last layer, were the likeliest class the true one. */
async function gradients(round: Round, rows: Int32Array): Promise<GradientFactors> {
  const probabilities = await round.probabilities();
  const { classes, data } = probabilities;
  const errors = new Float32Array(rows.length * classes);
  for (const [index, row] of rows.entries()) {
    errors.set(data.subarray(row * classes, (row + 1) * classes), index * classes);
    errors[index * classes + likeliest(probabilities, row)]! -= 1;
  }
  // A network that knows one class only has no layers; its errors are 0.
  const activations = (await round.model.view('lastLayer')?.embed(rows)) ?? nothing;
  return new GradientFactors(
    { rows: rows.length, columns: classes, values: errors },
    { rows: rows.length, ...activations },
  );
}

/** The longest gradient first, then k-means++: each with a probability that grows with its squared distance. */
async function chooseSpread(round: Round, count: number): Promise<Choice> {
  const { candidates, rng, signal } = round;
  const order = placesByRow(candidates);
  const rows = order.map((place) => candidates[place]!);
  const factors = await gradients(round, rows);
  const nearest = new Float64Array(rows.length).fill(Infinity);
  const open = new Float64Array(rows.length).fill(1);
  const draws = rng.fork('draw');
  const chosen: number[] = [];
  const scores: number[] = [];
  let next = bestPlace(factors.squares, rows, rng.fork('equals').uint32());
  while (chosen.length < Math.min(count, rows.length)) {
    checkCancelled(signal);
    chosen.push(next);
    scores.push(Math.sqrt(nearest[next] === Infinity ? factors.squares[next]! : nearest[next]!));
    open[next] = 0;
    factors.approach(next, nearest);
    next = drawWeighted(nearest, draws);
    // All that are left have gradients like those chosen: any will do.
    if (next < 0 || open[next] === 0) next = drawWeighted(open, draws);
  }
  return { places: Int32Array.from(chosen, (index) => order[index]!), scores: Float64Array.from(scores) };
}

/** BADGE: gradients that are long and unlike each other (Ash et al. 2020, Algorithm 1). */
export const badge: Strategy = {
  id: 'badge',
  title: 'BADGE — long and diverse gradients',
  description: 'Asks a batch of samples that would each move the model far, and each in another direction.',
  needs: ['lastLayer'],
  usesModel: true,
  options: {},
  start: () => ({
    async score(round) {
      const { squares } = await gradients(round, round.candidates);
      return squares.map(Math.sqrt);
    },
    choose: chooseSpread,
    explain: () => ({
      text: 'Its label would move the model far, and not where the others of the batch do.',
    }),
  }),
};
