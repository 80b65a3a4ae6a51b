import measured from './findings.json' with { type: 'json' };

/** What the benchmark found of a strategy with one model (docs/benchmark.md). */
export interface Finding {
  /** Mean over the datasets of the area of its learning curve less that of `random`; 0.01 is a percentage point. */
  readonly gain: number;
  readonly datasets: number;
  /** Datasets on which it is better, and worse, than `random` by a paired test. */
  readonly wins: number;
  readonly losses: number;
  /** Median time of fit, score and choose. */
  readonly seconds: number;
}

/** By model, then by strategy. */
export type Findings = Readonly<Record<string, Readonly<Record<string, Finding>>>>;

const findings: Findings = measured;

/** What was measured of a strategy with a model; undefined where nothing was. */
export const findingOf = (strategy: string, model: string): Finding | undefined =>
  findings[model]?.[strategy];
