import { modelFacts } from '../../../engine/modelFacts.ts';
import { strategies } from '../../../engine/strategies/index.ts';
import type { Outcome } from './ledger.ts';
import { protocolKey, protocolOf, protocolText, type Protocol } from './protocol.ts';
import { rankStrategies, type Ranking } from './ranking.ts';

/** A ranking with the heading it stands under, and how was asked. */
export interface Section {
  readonly heading: string;
  readonly protocol: Protocol;
  readonly outcomes: readonly Outcome[];
  readonly ranking: Ranking;
}

/** The simulations a strategy was measured in. */
type Places = ReadonlySet<string>;

const placeOf = ({ dataset, repeat }: Outcome): string => `${dataset}/${repeat}`;

const holdsAll = (places: Places, wanted: Places): boolean => [...wanted].every((place) => places.has(place));

/**
 * Rankings of each model and protocol. Only strategies measured in the same simulations can be ranked, so those of `margin`
 * come first, and then, for strategies that were measured in fewer (two classes only, or an interrupted run), these with
 * all the others.
 */
export const sectionsOf = (outcomes: readonly Outcome[]): readonly Section[] =>
  modelFacts.flatMap(({ id }) => {
    const ofModel = outcomes.filter(({ model }) => model === id);
    return protocolsOf(ofModel).flatMap((protocol) => {
      const key = protocolKey(protocol);
      return sectionsOfOne(
        ofModel.filter((outcome) => protocolKey(outcome) === key),
        id,
        protocol,
      );
    });
  });

/** Fewest labels first, then smallest batches. */
const protocolsOf = (outcomes: readonly Outcome[]): readonly Protocol[] =>
  [...new Map(outcomes.map((outcome) => [protocolKey(outcome), protocolOf(outcome)])).values()].toSorted(
    (a, b) => a.initial - b.initial || a.batch - b.batch || b.budget - a.budget || a.seed - b.seed,
  );

function sectionsOfOne(own: readonly Outcome[], model: string, protocol: Protocol): readonly Section[] {
  const places = new Map<string, Places>();
  for (const { id } of strategies) {
    const found = new Set(own.filter(({ strategy }) => strategy === id).map(placeOf));
    if (found.size > 0) places.set(id, found);
  }
  return distinct(places).map((wanted) => {
    const within = own.filter((outcome) => wanted.has(placeOf(outcome)));
    const members = [...places].filter(([, held]) => holdsAll(held, wanted)).map(([id]) => id);
    return {
      heading: headingOf(model, protocol, within, wanted === places.get('margin')),
      protocol,
      outcomes: within,
      ranking: rankStrategies(within, model, members),
    };
  });
}

/** Each different set of simulations once, the largest first; none that `margin` and `random` were not measured in. */
function distinct(places: ReadonlyMap<string, Places>): readonly Places[] {
  const margin = places.get('margin') ?? new Set<string>();
  const random = places.get('random') ?? new Set<string>();
  const sets: Places[] = [margin];
  for (const held of places.values()) {
    const shared = new Set([...held].filter((place) => margin.has(place) && random.has(place)));
    if (!sets.some((known) => known.size === shared.size && holdsAll(known, shared))) sets.push(shared);
  }
  return sets.filter((set) => set.size > 0 && holdsAll(random, set)).toSorted((a, b) => b.size - a.size);
}

/** The usual way of asking is not named: two labels to start from, one at a time. */
function headingOf(model: string, protocol: Protocol, within: readonly Outcome[], isFirst: boolean): string {
  const isUsual = protocol.initial === 2 && protocol.batch === 1;
  const base = `With \`${model}\`${isUsual ? '' : `, ${protocolText(protocol)}`}`;
  if (isFirst) return base;
  return within.every(({ classes }) => classes === 2)
    ? `${base}, two classes`
    : `${base}, where all of these were measured`;
}
