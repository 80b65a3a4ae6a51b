// A thread that computes cells of a LAL collection, range after range.
import { parentPort, workerData } from 'node:worker_threads';
import { neverCancelled } from '../../engine/cancel.ts';
import { HumanError, messageOf } from '../../engine/errors.ts';
import type { Forest } from '../../engine/forest/types.ts';
import type { CellRange } from '../../engine/lal/collect.ts';
import type { LalRows } from '../../engine/lal/monteCarlo.ts';
import { createCrewOfOne, type CellTask } from './cellTask.ts';

export type CellOrder =
  | { readonly kind: 'run'; readonly range: CellRange }
  | { readonly kind: 'learn'; readonly regressor: Forest };

export type CellReply =
  | { readonly kind: 'rows'; readonly rows: LalRows }
  | { readonly kind: 'failure'; readonly sentence: string; readonly expected: boolean };

const describe = (error: unknown) => ({
  sentence: messageOf(error),
  expected: error instanceof HumanError,
});

function serve(port: NonNullable<typeof parentPort>, task: CellTask): void {
  const crew = createCrewOfOne(task, neverCancelled);
  const answer = (reply: CellReply): void => port.postMessage(reply);
  port.on('message', (order: CellOrder) => {
    if (order.kind === 'learn') {
      crew.learn(order.regressor);
      return;
    }
    crew.runners[0]!.run(order.range).then(
      (rows) => answer({ kind: 'rows', rows }),
      (error: unknown) => answer({ kind: 'failure', ...describe(error) }),
    );
  });
}

if (parentPort) serve(parentPort, workerData as CellTask);
