import { CancelledError, HumanError, UsageError } from '../engine/errors.ts';
import { ChannelError, type Failure } from '../protocol/failure.ts';

const unforeseen = (message: string): Error =>
  new HumanError(`The training process failed: ${message} Look at "Label Scout: Show Trainer Log".`);

const errorsByCode: Readonly<Record<Failure['code'], (message: string) => Error>> = {
  human: (message) => new HumanError(message),
  usage: (message) => new UsageError(message),
  cancelled: (message) => new CancelledError(message),
  closed: (message) => new HumanError(message),
  timeout: (message) => new HumanError(`${message} Run "Label Scout: Restart Trainer".`),
  shape: unforeseen,
  unknown: unforeseen,
  failed: unforeseen,
};

/** An error of a call as the engine and the person know it: the class it had on the other side, or a sentence. */
export const fromTrainer = (error: unknown): unknown =>
  error instanceof ChannelError ? errorsByCode[error.code](error.message) : error;

export const isClosed = (error: unknown): boolean => error instanceof ChannelError && error.code === 'closed';
