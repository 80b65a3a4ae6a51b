import { bestPlace } from '../math/bestPlace.ts';
import { chooseSamples } from '../choose.ts';
import { numberOf } from '../options.ts';
import type { Choice, OptionTable, Round, Scorer, Strategy } from '../types.ts';
import { margin } from './margin.ts';
import { typiclust } from './typiclust.ts';

const hybridOptions = {
  typicalPerClass: {
    type: 'integer',
    default: 3,
    min: 0,
    max: 1000,
    description: 'Labels per class up to which samples are chosen for being typical.',
  },
  randomShare: {
    type: 'number',
    default: 0.05,
    min: 0,
    max: 1,
    description: 'Share of the samples that is drawn at random.',
  },
} as const satisfies OptionTable;

/** Typical samples come first, until there are so many labels for each class. */
const isEarly = ({ training, options }: Round): boolean =>
  training.rows.length < numberOf(hybridOptions, options)('typicalPerClass') * training.classCount;

/** Puts samples drawn at random in the places that the seed gives them; the others keep their order. */
function mixRandom(choice: Choice, round: Round, drawn: Set<number>): Choice {
  const rng = round.rng.fork('random share');
  const share = numberOf(hybridOptions, round.options)('randomShare');
  const keys = Float64Array.from(round.candidates, () => 0);
  const salt = rng.uint32();
  const taken = new Set<number>();
  const places: number[] = [];
  const ranked = [...choice.places];
  const scores: number[] = [];
  for (let index = 0; index < choice.places.length; index++) {
    const random = rng.uniform() < share;
    while (ranked.length > 0 && taken.has(ranked[0]!)) ranked.shift();
    const place = random ? bestPlace(keys, round.candidates, salt) : ranked.shift()!;
    keys[place] = -Infinity;
    taken.add(place);
    places.push(place);
    scores.push(choice.scores[index]!);
    if (random) drawn.add(place);
  }
  return { places: Int32Array.from(places), scores: Float64Array.from(scores) };
}

/**
 * Typical samples while there are few labels, the smallest margin after, and a fixed share at random all along: what
 * is best early is not what is best late (Hacohen, Dekel and Weinshall 2022; TypiClust before margin is TCM's order).
 */
export const hybrid: Strategy = {
  id: 'hybrid',
  title: 'Hybrid — typical first, margin after',
  description: 'Asks typical samples first and those of smallest margin after, a few at random in between.',
  needs: [],
  usesModel: true,
  startsUnlabeled: true,
  options: hybridOptions,
  start: () => {
    const typical = typiclust.start();
    const uncertain = margin.start();
    const drawn = new Set<number>();
    const scorerOf = (round: Round): Scorer => (isEarly(round) ? typical : uncertain);
    return {
      score: (round) => scorerOf(round).score(round),
      async choose(round, count) {
        const choice = await chooseSamples(scorerOf(round), round, count, round.rng.fork('choose'));
        return mixRandom(choice, round, drawn);
      },
      explain: (round, place) =>
        drawn.has(place)
          ? { text: 'Drawn at random, to keep an eye on all of the data.' }
          : scorerOf(round).explain(round, place),
    };
  },
};
