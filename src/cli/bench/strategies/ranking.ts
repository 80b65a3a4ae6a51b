import { meanAndError } from '../../../engine/math/meanAndError.ts';
import { median } from '../../../engine/math/median.ts';
import { signedRankTest } from '../../../engine/math/signedRank.ts';
import type { Outcome } from './ledger.ts';

/** Datasets on which a strategy is better, not to be told apart, and worse. */
export interface Duel {
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/** How one strategy did with one model over some datasets. */
export interface Ranked {
  readonly strategy: string;
  readonly area: number;
  /** Mean over the datasets of its place by area, 1 the best; equals share places. */
  readonly rank: number;
  /** Mean over the datasets of its area less that of `random`, and its standard error. */
  readonly gain: number;
  readonly gainError: number | null;
  /** Mean over the datasets of its area less that of `margin`. */
  readonly overMargin: number;
  readonly versusRandom: Duel;
  readonly versusMargin: Duel;
  readonly seconds: number;
}

/** How one model's strategies did over the datasets that all of them were measured on. */
export interface Ranking {
  readonly model: string;
  readonly datasets: readonly string[];
  /** Paired repeats of every strategy on every dataset: the fewest anywhere. */
  readonly repeats: number;
  readonly ranked: readonly Ranked[];
}

/** With fewer repeats the signed-rank test cannot tell anything apart at 5 %. */
export const fewestRepeats = 6;

/** Differences with a greater p-value are called ties. */
const significance = 0.05;

/** Areas of one dataset: by strategy, repeat after repeat, the same repeats for all. */
type Areas = ReadonlyMap<string, readonly Outcome[]>;

/**
 * Ranks the strategies over the datasets where every one of them has outcomes, by their paired repeats. A dataset with too
 * few of them, which an interrupted run leaves, is left out where another has enough.
 */
export function rankStrategies(
  outcomes: readonly Outcome[],
  model: string,
  strategies: readonly string[],
): Ranking {
  const byDataset = new Map<string, Areas>();
  for (const dataset of [...new Set(outcomes.map((outcome) => outcome.dataset))].sort()) {
    const own = outcomes.filter((outcome) => outcome.dataset === dataset && outcome.model === model);
    const areas = pairRepeats(own, strategies);
    if (areas !== undefined) byDataset.set(dataset, areas);
  }
  const most = Math.max(...[...byDataset.values()].map(repeatsOf));
  for (const [dataset, areas] of byDataset)
    if (repeatsOf(areas) < Math.min(most, fewestRepeats)) byDataset.delete(dataset);
  const all = [...byDataset.values()];
  const repeats = Math.min(...all.map(repeatsOf));
  const ranked = strategies.map((strategy) => rankOne(strategy, strategies, all));
  return {
    model,
    repeats: all.length === 0 ? 0 : repeats,
    datasets: [...byDataset.keys()],
    ranked: all.length === 0 ? [] : ranked.toSorted((a, b) => a.rank - b.rank),
  };
}

const repeatsOf = (areas: Areas): number => [...areas.values()][0]!.length;

/** The repeats that every strategy has; undefined where there are none. */
function pairRepeats(outcomes: readonly Outcome[], strategies: readonly string[]): Areas | undefined {
  const byStrategy = new Map(
    strategies.map((strategy) => [strategy, outcomes.filter((outcome) => outcome.strategy === strategy)]),
  );
  const common = [...new Set(outcomes.map(({ repeat }) => repeat))]
    .filter((repeat) => [...byStrategy.values()].every((own) => own.some((other) => other.repeat === repeat)))
    .sort((a, b) => a - b);
  if (common.length === 0) return undefined;
  return new Map(
    [...byStrategy].map(([strategy, own]) => [
      strategy,
      common.map((repeat) => own.find((outcome) => outcome.repeat === repeat)!),
    ]),
  );
}

const meanArea = (outcomes: readonly Outcome[]): number =>
  meanAndError(outcomes.map(({ area }) => area)).mean;

function rankOne(strategy: string, strategies: readonly string[], all: readonly Areas[]): Ranked {
  const areas = all.map((dataset) => meanArea(dataset.get(strategy)!));
  const ranks = all.map((dataset, index) => {
    const others = strategies.map((other) => meanArea(dataset.get(other)!));
    const better = others.filter((area) => area > areas[index]!).length;
    const equal = others.filter((area) => area === areas[index]!).length;
    return better + (equal + 1) / 2;
  });
  const over = (rival: string) =>
    meanAndError(all.map((dataset, index) => areas[index]! - meanArea(dataset.get(rival)!)));
  const { mean: gain, stderr: gainError } = over('random');
  return {
    strategy,
    gain,
    gainError,
    overMargin: over('margin').mean,
    area: meanAndError(areas).mean,
    rank: meanAndError(ranks).mean,
    versusRandom: duel(strategy, 'random', all),
    versusMargin: duel(strategy, 'margin', all),
    seconds: median(all.flatMap((dataset) => dataset.get(strategy)!.map(({ seconds }) => seconds))),
  };
}

function duel(strategy: string, rival: string, all: readonly Areas[]): Duel {
  const counts = { wins: 0, ties: 0, losses: 0 };
  for (const dataset of all) {
    const theirs = dataset.get(rival)!;
    const differences = dataset.get(strategy)!.map(({ area }, index) => area - theirs[index]!.area);
    if (signedRankTest(differences) > significance) counts.ties++;
    else if (meanAndError(differences).mean > 0) counts.wins++;
    else counts.losses++;
  }
  return counts;
}
