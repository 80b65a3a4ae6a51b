import { checkCancelled } from '../cancel.ts';
import { NearestRow } from '../geometry/nearestRow.ts';
import { bestPlace } from '../math/bestPlace.ts';
import type { FeatureMatrix } from '../matrix.ts';
import type { Choice, Round, Strategy } from '../types.ts';

/** Distances to some rows of a matrix. */
interface Known {
  readonly rows: Set<number>;
  readonly nearest: NearestRow;
}

/** The last distances of each matrix: labels come one by one, and a minimum does not depend on their order. */
const known = new WeakMap<FeatureMatrix, Known>();

/** Distances to the labeled rows; of the features alone, so that every model will do. */
function nearestLabeled({ training: { features, rows }, signal }: Round): NearestRow {
  const labeled = new Set(rows);
  const last = known.get(features);
  const goesOn = last !== undefined && [...last.rows].every((row) => labeled.has(row));
  const { rows: counted, nearest } = goesOn
    ? last
    : { rows: new Set<number>(), nearest: new NearestRow(features) };
  known.set(features, { rows: counted, nearest });
  for (const row of labeled) {
    if (counted.has(row)) continue;
    checkCancelled(signal);
    nearest.approach(row);
    counted.add(row);
  }
  return nearest;
}

const distance = (square: number): number => (square === Infinity ? 0 : Math.sqrt(square));

function chooseCenters(round: Round, count: number): Choice {
  const { candidates, rng, signal } = round;
  const nearest = nearestLabeled(round).copy();
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
