import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { connect, type Connection } from '../protocol/channel.ts';
import type { Contract, Listeners, Port } from '../protocol/contract.ts';

export interface Thread<C extends Contract> {
  readonly connection: Connection<C>;
  /** Stops the thread wherever it is and rejects its pending calls. */
  terminate(): void;
  /** Rejects its pending calls and waits for the thread to end by itself; stops it wherever it is after a while. */
  retire(): void;
}

/** How long a thread that was told to end may take to come out of native code, in milliseconds. */
const patience = 10_000;

/**
 * Starts a worker thread from a bundle beside this one. A thread ends only when told to: an error in it that
 * nobody caught ends the process, for its memory can no longer be trusted; the host starts a new one.
 */
export function startThread<C extends Contract>(
  contract: C,
  bundle: string,
  listeners: Listeners<C> = {},
): Thread<C> {
  const worker = new Worker(join(__dirname, bundle));
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
      void worker.terminate();
    },
    retire() {
      connection.close('The dataset was closed.');
      const timer = setTimeout(() => void worker.terminate(), patience);
      worker.once('exit', () => clearTimeout(timer));
    },
  };
}
