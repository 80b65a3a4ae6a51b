/**
 * The training process. The editor's host forks it on first need and speaks `trainerContract` with it over the
 * IPC pipe. This thread only serves requests; the work is done in worker threads (workplace.ts). Whatever it has
 * to say beside the protocol goes to stderr, which the host shows in its log.
 */
import { writeSync } from 'node:fs';
import { inspect } from 'node:util';
import { serve } from '../protocol/channel.ts';
import { trainerContract, trainerExitCodes } from '../protocol/trainer.ts';
import { Activities } from './activities.ts';
import { hostPort } from './hostPort.ts';
import { createHandlers } from './handlers.ts';
import { eachOnce } from './notices.ts';

/** Ends the process with one sentence (and the stack, for the log); the host starts another one. */
function leave(error: unknown): never {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const sentence = outOfMemory ? 'ran out of memory' : 'met an unforeseen error';
  // Synchronously, for nothing that waits is written any more.
  writeSync(2, `The training process ${sentence}: ${inspect(error)}\n`);
  process.exit(outOfMemory ? trainerExitCodes.outOfMemory : trainerExitCodes.unforeseen);
}

function main(): void {
  if (process.send === undefined) {
    console.error('The training process is started by the editor; on a command line use label-scout.');
    process.exitCode = 2;
    return;
  }
  process.on('uncaughtException', leave);
  process.on('unhandledRejection', leave);
  // Not by `exit`, which would wait for threads deep in native code: nobody is left to hear of it.
  hostPort.onClose(() => process.kill(process.pid, 'SIGKILL'));

  const activities = new Activities((activity) => service.emit('heartbeat', activity));
  const notify = eachOnce((notice) => service.emit('notice', notice));
  const service = serve(trainerContract, createHandlers(activities, notify), hostPort, (problem) =>
    console.error(problem),
  );
}

main();
