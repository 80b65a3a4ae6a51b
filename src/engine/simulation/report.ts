import { aggregateRepeats } from './aggregate.ts';
import type { RepeatResult, SimulatedCurve, SimulationRequest } from './types.ts';

/** What a simulation found: the document `simulate --json` prints. */
export interface SimulationReport {
  readonly dataset: string;
  readonly rows: number;
  readonly features: number;
  readonly classes: readonly string[];
  readonly model: string;
  readonly metric: string;
  readonly initial: number;
  readonly budget: number;
  readonly batch: number;
  readonly repeats: number;
  readonly seed: number;
  readonly curves: readonly SimulatedCurve[];
}

/** @param dataset the name people know it by. @param results of every repeat, in any order. */
export const simulationReport = (
  dataset: string,
  { oracle, classes, model, metric, initial, budget, batch, repeats, seed }: SimulationRequest,
  results: readonly RepeatResult[],
): SimulationReport => ({
  dataset,
  rows: oracle.filter((label) => label >= 0).length,
  features: results[0]!.features,
  classes,
  model,
  metric,
  initial,
  budget,
  batch,
  repeats,
  seed,
  curves: aggregateRepeats(results),
});
