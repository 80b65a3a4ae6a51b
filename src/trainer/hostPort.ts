import type { Port } from '../protocol/contract.ts';

/** The pipe to the process that forked this one. Closed when that process goes, whatever it died of. */
export const hostPort: Port = {
  post: (message) => void process.send!(message),
  onMessage: (listener) => void process.on('message', listener),
  onClose: (listener) => void process.once('disconnect', () => listener('The host is gone.')),
};
