import { parentPort } from 'node:worker_threads';
import type { Port } from '../protocol/contract.ts';

/** The pipe from a worker thread to the main thread. */
export function threadPort(): Port {
  const port = parentPort;
  if (port === null) throw new Error('This file runs in a worker thread of the trainer.');
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.once('close', () => listener('The main thread is gone.')),
  };
}
