import type { SimulatedCurve } from '../../engine/simulation/types.ts';

/** The document `simulate --json` prints. */
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
