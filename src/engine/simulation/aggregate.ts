import { meanAndError } from '../math/meanAndError.ts';
import { median } from '../math/median.ts';
import type { RepeatResult, SimulatedCurve, StrategyRun } from './types.ts';

/** Curves over all repeats, in the order of the strategies. The order in which repeats finished does not matter. */
export function aggregateRepeats(results: readonly RepeatResult[]): readonly SimulatedCurve[] {
  const ordered = results.toSorted((a, b) => a.repeat - b.repeat);
  const strategies = ordered[0]?.runs.map(({ strategy }) => strategy) ?? [];
  const runsOf = (strategy: string): readonly StrategyRun[] =>
    ordered.map(({ runs }) => runs.find((run) => run.strategy === strategy)!);
  const baseline = strategies.includes('random') ? runsOf('random').map(areaOf) : null;
  return strategies.map((strategy) => curveOf(runsOf(strategy), baseline));
}

const areaOf = ({ values }: StrategyRun): number => meanAndError(values).mean;

function curveOf(runs: readonly StrategyRun[], baseline: readonly number[] | null): SimulatedCurve {
  const { strategy, labels } = runs[0]!;
  const points = labels.map((_, index) => meanAndError(runs.map(({ values }) => values[index]!)));
  const areas = runs.map(areaOf);
  const mean = points.map((point) => point.mean);
  return {
    strategy,
    labels,
    mean,
    stderr: points.map((point) => point.stderr),
    area: meanAndError(mean).mean,
    areaStderr: meanAndError(areas).stderr,
    secondsPerQuery: medianSeconds(runs),
    ...(baseline && { versusRandom: pairedDifference(areas, baseline) }),
  };
}

/** 0 when the initial labels used up the budget, so that nothing was ever asked. */
function medianSeconds(runs: readonly StrategyRun[]): number {
  const seconds = runs.flatMap((run) => run.seconds);
  return seconds.length === 0 ? 0 : median(seconds);
}

function pairedDifference(
  areas: readonly number[],
  baseline: readonly number[],
): NonNullable<SimulatedCurve['versusRandom']> {
  const { mean, stderr } = meanAndError(areas.map((area, repeat) => area - baseline[repeat]!));
  return { difference: mean, stderr };
}
