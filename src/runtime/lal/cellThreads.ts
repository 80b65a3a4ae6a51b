import { Worker } from 'node:worker_threads';
import { HumanError } from '../../engine/errors.ts';
import type { Forest } from '../../engine/forest/types.ts';
import type { CellRunner } from '../../engine/lal/collect.ts';
import type { LalRows } from '../../engine/lal/monteCarlo.ts';
import type { CancelSignal } from '../../engine/types.ts';
import { locateBuilt } from '../kernels.ts';
import { createCrewOfOne, type CellTask, type OpenCrew } from './cellTask.ts';
import type { CellOrder, CellReply } from './cellWorker.ts';

/**
 * As many threads as jobs, or for a single job this one.
 * @throws HumanError where the thread's script has not been built.
 */
export function startCrew(task: CellTask, jobs: number, signal: CancelSignal): OpenCrew {
  if (jobs === 1) return createCrewOfOne(task, signal);
  const script = locateBuilt('lalWorker.js');
  if (script === undefined)
    throw new HumanError('lalWorker.js is missing: build or install Label Scout again, or pass --jobs 1.');
  const workers = Array.from({ length: jobs }, () => new Worker(script, { workerData: task }));
  return {
    runners: workers.map(runnerOn),
    learn(regressor) {
      const order: CellOrder = { kind: 'learn', regressor: shareForest(regressor) };
      for (const worker of workers) worker.postMessage(order);
    },
    close() {
      for (const worker of workers) void worker.terminate();
    },
  };
}

function runnerOn(worker: Worker): CellRunner {
  return {
    run: (range) =>
      new Promise((resolve, reject) => {
        const listen = (reply: CellReply): void => {
          worker.off('error', reject);
          settle(reply, resolve, reject);
        };
        worker.once('error', reject);
        worker.once('message', listen);
        const order: CellOrder = { kind: 'run', range };
        worker.postMessage(order);
      }),
  };
}

/** Errors lose their class between threads. */
function settle(reply: CellReply, resolve: (rows: LalRows) => void, reject: (error: Error) => void): void {
  if (reply.kind === 'rows') resolve(reply.rows);
  else reject(reply.expected ? new HumanError(reply.sentence) : new Error(reply.sentence));
}

/** The forest on shared memory, so that telling it to threads copies nothing. */
function shareForest(forest: Forest): Forest {
  return {
    ...forest,
    feature: share(forest.feature, Int32Array),
    threshold: share(forest.threshold, Float32Array),
    left: share(forest.left, Int32Array),
    value: share(forest.value, Float32Array),
  };
}

interface ArrayType<A> {
  new (buffer: SharedArrayBuffer): A;
}

function share<A extends Int32Array | Float32Array>(values: A, type: ArrayType<A>): A {
  const shared = new type(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}
