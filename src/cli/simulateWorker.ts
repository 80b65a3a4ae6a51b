import { parentPort, workerData } from 'node:worker_threads';
import type { RepeatResult } from '../engine/simulation/types.ts';
import { describeFailure } from './failure.ts';
import { createRunner, openSource, type SimulationTask } from './simulate/task.ts';
import type { WorkerReply } from './simulate/jobs.ts';

/** A thread of `simulate --jobs`: opens the dataset for itself and runs the repeats it is sent, one at a time. */
async function serve(port: NonNullable<typeof parentPort>, task: SimulationTask): Promise<void> {
  const answer = (reply: WorkerReply<RepeatResult>): void => port.postMessage(reply);
  // Every thread has the same to say of the machine: the one that started them says it once.
  const notice = (sentence: string): void => answer({ kind: 'notice', sentence });
  const opened = openSource(task.source, notice).then((dataset) => createRunner(dataset, task, notice));
  port.on('message', (repeat: number) => {
    opened
      .then((runner) => runner.run(repeat))
      .then(
        (result) => answer({ kind: 'result', result }),
        (error: unknown) => answer({ kind: 'failure', failure: describeFailure(error) }),
      );
  });
  await opened.catch(() => undefined);
}

if (parentPort) void serve(parentPort, workerData as SimulationTask);
