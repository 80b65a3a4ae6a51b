import type { CloudSizes } from './gaussianClouds.ts';
import type { LalModelId } from './models.ts';
import type { Loss } from './taskModels.ts';

/** How labeled sets are drawn: at random (Algorithm 2), or by the regressors of fewer labels (Algorithm 3). */
export const modes = ['independent', 'iterative'] as const;
export type Mode = (typeof modes)[number];

/** What is collected: Q datasets for every number of labels τ, M candidates each. */
export interface CollectionPlan {
  readonly mode: Mode;
  readonly seed: number;
  /** What is fitted; absent for forests. */
  readonly model?: LalModelId;
  /** Q. */
  readonly datasets: number;
  /** First and last τ, both included; an iterative collection begins with 2. */
  readonly fewestLabels: number;
  readonly mostLabels: number;
  /** M. */
  readonly candidates: number;
  readonly loss: Loss;
  /** Where datasets come from; absent for the rows of a dataset that somebody labeled. */
  readonly clouds?: CloudSizes;
}

/** Q = 500, τ = 2 … 49, M = 10: the 240,000 rows of the LAL authors. */
export const publishedPlan: Omit<CollectionPlan, 'seed' | 'mode'> = {
  datasets: 500,
  fewestLabels: 2,
  mostLabels: 49,
  candidates: 10,
  loss: 'error',
};

/** Cells, one per τ and dataset; τ after τ. */
export const cellCount = ({ datasets, fewestLabels, mostLabels }: CollectionPlan): number =>
  datasets * (mostLabels - fewestLabels + 1);

/** A cell's number of labels τ, and the number of its dataset among those with as many. */
export const cellAt = ({ datasets, fewestLabels }: CollectionPlan, cell: number) => ({
  labeledCount: fewestLabels + Math.floor(cell / datasets),
  dataset: cell % datasets,
});
