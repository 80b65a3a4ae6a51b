import type { CancelSignal, Machine } from '../types.ts';
import { lalFeatures } from './features.ts';
import { processFeatures } from './gaussianProcess/features.ts';
import { processesOn } from './gaussianProcess/taskProcesses.ts';
import type { LalTask } from './task.ts';
import { forestsOn } from './taskForests.ts';
import type { TaskModels } from './taskModels.ts';

/** A classifier that LAL can learn about. */
export interface LalModel {
  /** Names of the eight numbers that the regressor reads: two of a sample, then six of the state of learning. */
  readonly features: readonly string[];
  /** @param mostLabeled greatest number of rows that will be fitted. */
  readonly on: (task: LalTask, mostLabeled: number, machine: Machine, signal: CancelSignal) => TaskModels;
}

/** By the id of the product's model. */
export const lalModels = {
  forest: { features: lalFeatures, on: forestsOn },
  'gaussian-process': { features: processFeatures, on: processesOn },
} as const satisfies Readonly<Record<string, LalModel>>;
export type LalModelId = keyof typeof lalModels;

/** The classifier of a plan, the forest unless it names another. */
export const lalModelOf = (id: LalModelId = 'forest'): LalModel => lalModels[id];
