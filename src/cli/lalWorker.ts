import { parentPort, workerData } from 'node:worker_threads';
import type { IndependentPlan } from '../engine/lal/independent.ts';
import type { LalRows } from '../engine/lal/monteCarlo.ts';
import { describeFailure } from './failure.ts';
import type { WorkerReply } from './simulate/jobs.ts';
import { createCellRunner } from './trainLal/cells.ts';

/** A thread of `train-lal --jobs`: computes the cells it is sent. */
function serve(port: NonNullable<typeof parentPort>, plan: IndependentPlan): void {
  const runner = createCellRunner(plan);
  const answer = (reply: WorkerReply<LalRows>): void => port.postMessage(reply);
  port.on('message', (part: number) => {
    runner.run(part).then(
      (result) => answer({ kind: 'result', result }),
      (error: unknown) => answer({ kind: 'failure', failure: describeFailure(error) }),
    );
  });
}

if (parentPort) serve(parentPort, workerData as IndependentPlan);
