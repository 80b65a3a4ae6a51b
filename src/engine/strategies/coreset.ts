import { checkCancelled } from '../cancel.ts';
import { NearestRow } from '../geometry/nearestRow.ts';
import { bestPlace } from '../math/bestPlace.ts';
import type { Choice, Round, Strategy } from '../types.ts';

/** Distances to the labeled rows; of the features alone, so that every model will do. */
function nearestLabeled({ training, signal }: Round): NearestRow {
  const nearest = new NearestRow(training.features);
  for (const row of training.rows) {
    checkCancelled(signal);
    nearest.approach(row);
  }
  return nearest;
}

const distance = (square: number): number => (square === Infinity ? 0 : Math.sqrt(square));

function chooseCenters(round: Round, count: number): Choice {
  const { candidates, rng, signal } = round;
  const nearest = nearestLabeled(round);
  const salt = rng.fork('equals').uint32();
  const open = new Uint8Array(candidates.length).fill(1);
  const places: number[] = [];
  const scores: number[] = [];
  while (places.length < Math.min(count, candidates.length)) {
    checkCancelled(signal);
    const left = Float64Array.from(candidates, (row, place) =>
      open[place] === 1 ? nearest.squares[row]! : -Infinity,
    );
    const place = bestPlace(left, candidates, salt);
    places.push(place);
    scores.push(distance(left[place]!));
    open[place] = 0;
    nearest.approach(candidates[place]!);
  }
  return { places: Int32Array.from(places), scores: Float64Array.from(scores) };
}

/** Core-set selection by the greedy k-centre rule (Sener and Savarese 2018, Algorithm 1), on the features. */
export const coreset: Strategy = {
  id: 'coreset',
  title: 'Core-set — farthest from the labeled samples',
  description: 'Asks the sample farthest from everything labeled, so that all of the data is covered.',
  needs: [],
  usesModel: false,
  startsUnlabeled: true,
  options: {},
  start: () => ({
    score: (round) => {
      const { squares } = nearestLabeled(round);
      return Float64Array.from(round.candidates, (row) => distance(squares[row]!));
    },
    choose: chooseCenters,
    explain: () => ({ text: 'It is the farthest from everything labeled or chosen before it.' }),
  }),
};
