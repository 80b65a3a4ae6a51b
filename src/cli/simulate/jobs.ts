import { Worker } from 'node:worker_threads';
import { HumanError, UsageError } from '../../engine/errors.ts';
import { locateBuilt } from '../../runtime/kernels.ts';
import type { Failure } from '../failure.ts';
import { noticeOnce } from '../output.ts';

/** Does the parts of a long piece of work, which are numbered; one at a time. */
export interface Runner<Result> {
  run(part: number): Promise<Result>;
  close(): void;
}

/** What a thread answers when it is sent the number of a part; notices may come before. */
export type WorkerReply<Result> =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'notice'; readonly sentence: string };

function workerFile(name: string): string {
  const file = locateBuilt(name);
  if (file === undefined)
    throw new HumanError(
      `${name} is missing beside cli.js: build or install Label Scout again, or pass --jobs 1.`,
    );
  return file;
}

/**
 * A runner in a thread of its own.
 * @param name bundle of the thread, beside that of the command line.
 * @param task what every thread is told at its start.
 */
export function startWorker<Result>(name: string, task: unknown): Runner<Result> {
  const worker = new Worker(workerFile(name), { workerData: task });
  const run = (part: number): Promise<Result> =>
    new Promise((resolve, reject) => {
      const hear = (reply: WorkerReply<Result>): void => {
        if (reply.kind === 'notice') return noticeOnce(reply.sentence);
        worker.off('error', reject);
        worker.off('message', hear);
        if (reply.kind === 'result') resolve(reply.result);
        else reject(revive(reply.failure));
      };
      worker.once('error', reject);
      worker.on('message', hear);
      worker.postMessage(part);
    });
  return { run, close: () => void worker.terminate() };
}

/** Errors lose their class between threads. */
const revive = ({ sentence, exitCode }: Failure): HumanError =>
  exitCode === 2 ? new UsageError(sentence) : new HumanError(sentence);

/**
 * Runs all parts over the runners, each taking the next number when it is free. Results come in the order of
 * the parts, whoever ran them.
 */
export async function runAll<Result>(
  runners: readonly Runner<Result>[],
  parts: number,
  onDone: (done: number) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  let done = 0;
  const work = async (runner: Runner<Result>): Promise<void> => {
    while (next < parts) {
      const part = next++;
      results[part] = await runner.run(part);
      onDone(++done);
    }
  };
  try {
    await Promise.all(runners.map(work));
  } finally {
    for (const runner of runners) runner.close();
  }
  return results;
}
