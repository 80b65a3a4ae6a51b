import type { Outcome } from './ledger.ts';
import { rankStrategies, type Ranking } from './ranking.ts';

/** A ranking with the heading it stands under. */
export interface Section {
  readonly heading: string;
  readonly ranking: Ranking;
}

/** The simulations a strategy was measured in. */
type Places = ReadonlySet<string>;

const placeOf = ({ dataset, repeat }: Outcome): string => `${dataset}/${repeat}`;

const holdsAll = (places: Places, wanted: Places): boolean => [...wanted].every((place) => places.has(place));

/**
 * Rankings of each model. Only strategies measured in the same simulations can be ranked, so those of `margin` come first,
 * and then, for strategies that were measured in fewer (two classes only, or an interrupted run), these with all the others.
 */
export function sectionsOf(
  models: readonly string[],
  strategies: readonly string[],
  outcomes: readonly Outcome[],
): readonly Section[] {
  return models.flatMap((model) => {
    const own = outcomes.filter((outcome) => outcome.model === model);
    const places = new Map<string, Places>();
    for (const id of strategies) {
      const found = new Set(own.filter(({ strategy }) => strategy === id).map(placeOf));
      if (found.size > 0) places.set(id, found);
    }
    return distinct(places).map((wanted) => {
      const within = own.filter((outcome) => wanted.has(placeOf(outcome)));
      const members = [...places].filter(([, held]) => holdsAll(held, wanted)).map(([id]) => id);
      return {
        heading: headingOf(model, within, wanted === places.get('margin')),
        ranking: rankStrategies(within, model, members),
      };
    });
  });
}

/** Each different set of simulations once, the largest first; none that `margin` was not measured in. */
function distinct(places: ReadonlyMap<string, Places>): readonly Places[] {
  const margin = places.get('margin') ?? new Set<string>();
  const sets: Places[] = [margin];
  for (const held of places.values()) {
    const shared = new Set([...held].filter((place) => margin.has(place)));
    if (!sets.some((known) => known.size === shared.size && holdsAll(known, shared))) sets.push(shared);
  }
  return sets.filter(({ size }) => size > 0).toSorted((a, b) => b.size - a.size);
}

function headingOf(model: string, within: readonly Outcome[], isFirst: boolean): string {
  const base = `With \`${model}\``;
  if (isFirst) return base;
  return within.every(({ classes }) => classes === 2)
    ? `${base}, two classes`
    : `${base}, where all of these were measured`;
}
