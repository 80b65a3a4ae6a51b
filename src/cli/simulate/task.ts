import { openDataset } from '../../data/open.ts';
import type { Dataset } from '../../data/types.ts';
import { neverCancelled } from '../../engine/cancel.ts';
import { viewOf } from '../../engine/featureView.ts';
import { simulateRepeat } from '../../engine/simulation/repeat.ts';
import type { RepeatResult, SimulationRequest } from '../../engine/simulation/types.ts';
import { openWorkshop } from '../machine.ts';
import { noticeOnce } from '../output.ts';
import { readFeatures } from '../readFeatures.ts';
import { startWorker, type Runner } from './jobs.ts';

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
}

/** @param onNotice hears what is the matter with this machine; by default the person, once. */
export const openSource = (
  { target, label, manyClasses }: SimulationSource,
  onNotice = noticeOnce,
): Promise<Dataset> =>
  openDataset(target, {
    allowBareFile: true,
    manyClasses,
    onNotice,
    ...(label === undefined ? {} : { label }),
  });

/** Runs repeats of one simulation. */
export type RepeatRunner = Runner<RepeatResult>;

/** A runner in this thread, on a dataset that is already open. @param notice as for {@link openSource}. */
export function createRunner(
  dataset: Dataset,
  { request, threads }: SimulationTask,
  notice = noticeOnce,
): RepeatRunner {
  const workshop = openWorkshop(threads, notice);
  const view = viewOf(request.model);
  const parts = {
    machine: workshop.machine,
    features: (poolRows: Int32Array) =>
      readFeatures(dataset, workshop.allocate, { fitRows: poolRows, view }, notice),
  };
  return {
    run: (repeat) => simulateRepeat(request, repeat, parts, neverCancelled),
    close: () => workshop.close(),
  };
}

/** `jobs` runners: threads of their own, or one in this thread for a single job. */
export const startRunners = (
  dataset: Dataset,
  task: SimulationTask,
  jobs: number,
): readonly RepeatRunner[] =>
  jobs === 1
    ? [createRunner(dataset, task)]
    : Array.from({ length: jobs }, () => startWorker<RepeatResult>('simulateWorker.js', task));
