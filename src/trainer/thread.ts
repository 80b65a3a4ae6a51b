import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createGate } from '../runtime/nativeGate.ts';
import { connect, type Connection } from '../protocol/channel.ts';
import type { Contract, Listeners, Port } from '../protocol/contract.ts';

export interface Thread<C extends Contract> {
  readonly connection: Connection<C>;
  /** Stops the thread wherever it is, but not inside the library of the networks, and rejects its pending calls. */
  terminate(): void;
}

/**
 * Starts a worker thread from a bundle beside this one. A thread ends only when told to: an error in it that
 * nobody caught ends the process, for its memory can no longer be trusted; the host starts a new one.
 */
export function startThread<C extends Contract>(
  contract: C,
  bundle: string,
  listeners: Listeners<C> = {},
): Thread<C> {
  const gate = createGate();
  const worker = new Worker(join(__dirname, bundle), { workerData: { gate: gate.shared } });
  const port: Port = {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onClose: (listener) => void worker.once('exit', () => listener('The thread has ended.')),
  };
  worker.on('error', (error) => {
    throw error;
  });
  const connection = connect(contract, port, listeners, (problem) => console.error(problem));
  return {
    connection,
    terminate() {
      connection.close('The dataset was closed.');
      gate.close(() => void worker.terminate());
    },
  };
}
