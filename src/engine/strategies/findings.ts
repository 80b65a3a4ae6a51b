import measured from './findings.json' with { type: 'json' };

/** A strategy beside another one, over the same datasets. */
export interface Advantage {
  /** Mean of the area of its learning curve less that of the other; 0.01 is a percentage point. */
  readonly gain: number;
  /** Datasets on which it is better, and worse, by a paired test. */
  readonly wins: number;
  readonly losses: number;
}

/** What the benchmark found of a strategy with one model (docs/benchmark.md). */
export interface Finding {
  readonly datasets: number;
  /** Labels it started from, and how many it asked at a time. */
  readonly initial: number;
  readonly batch: number;
  readonly overRandom: Advantage;
  readonly overMargin: Advantage;
  /** Median time of fit, score and choose. */
  readonly seconds: number;
}

/** By model, then by strategy. */
export type Findings = Readonly<Record<string, Readonly<Record<string, Finding>>>>;

const findings: Findings = measured;

/** What was measured of a strategy with a model; undefined where nothing was. */
export const findingOf = (strategy: string, model: string): Finding | undefined =>
  findings[model]?.[strategy];

/** Whether both were asked alike, on as many datasets. */
const isComparable = (one: Finding, other: Finding | undefined): boolean =>
  one.datasets === other?.datasets && one.initial === other.initial && one.batch === other.batch;

/** The strategy that is furthest ahead of `margin` where `margin` was measured; undefined for none. */
export function aheadOfMargin(
  model: string,
  known: Findings = findings,
): { readonly strategy: string; readonly finding: Finding } | undefined {
  const margin = known[model]?.['margin'];
  return Object.entries(known[model] ?? {})
    .map(([strategy, finding]) => ({ strategy, finding }))
    .filter(({ finding }) => isComparable(finding, margin))
    .filter(({ finding: { overMargin } }) => overMargin.gain > 0 && overMargin.wins > overMargin.losses)
    .toSorted((a, b) => b.finding.overMargin.gain - a.finding.overMargin.gain)[0];
}
