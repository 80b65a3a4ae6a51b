import { openDataset } from '../../data/open.ts';
import type { Dataset } from '../../data/types.ts';
import { simulateRepeat } from '../../engine/simulation/repeat.ts';
import type { RepeatResult, SimulationRequest } from '../../engine/simulation/types.ts';
import { openWorkshop } from '../machine.ts';
import { readFeatures } from '../readFeatures.ts';
import type { Runner } from './jobs.ts';

/** Where the data of a simulation lies; plain data, so that every thread can open it for itself. */
export interface SimulationSource {
  /** Dataset folder, manifest, or a bare table. */
  readonly target: string;
  /** Label column in place of the manifest's. */
  readonly label: string | undefined;
  readonly manyClasses: boolean;
}

/** Everything a thread needs to run repeats. */
export interface SimulationTask {
  readonly source: SimulationSource;
  readonly request: SimulationRequest;
  /** Threads of one repeat's own arithmetic. */
  readonly threads: number;
  /** Whether another thread says what was tolerated while reading the features. */
  readonly quiet?: boolean;
}

export const openSource = ({ target, label, manyClasses }: SimulationSource): Promise<Dataset> =>
  openDataset(target, { allowBareFile: true, manyClasses, ...(label === undefined ? {} : { label }) });

/** Runs repeats of one simulation. */
export type RepeatRunner = Runner<RepeatResult>;

/** A runner in this thread, on a dataset that is already open. */
export function createRunner(dataset: Dataset, { request, threads, quiet }: SimulationTask): RepeatRunner {
  const workshop = openWorkshop(threads);
  const { allocate } = workshop;
  const parts = {
    machine: workshop.machine,
    features: (poolRows: Int32Array) =>
      quiet === true ? dataset.features(allocate, poolRows) : readFeatures(dataset, allocate, poolRows),
  };
  return {
    run: (repeat) => simulateRepeat(request, repeat, parts, { aborted: false }),
    close: () => workshop.close(),
  };
}
