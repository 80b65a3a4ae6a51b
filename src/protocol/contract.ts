import type * as v from 'valibot';
import type { AbortSignalLike } from './abort.ts';

/** One call: what goes in, what comes back. The schemas are the only source of the types. */
export interface CallShape {
  readonly params: v.GenericSchema;
  readonly result: v.GenericSchema;
  /** Seconds after which the caller gives up; without it a call may take as long as it takes. */
  readonly limitSeconds?: number;
}

/** Everything two sides may say to each other: `connect` makes the calls, `serve` answers them and emits events. */
export interface Contract {
  readonly calls: Readonly<Record<string, CallShape>>;
  readonly events: Readonly<Record<string, v.GenericSchema>>;
}

/** What a sender may pass where a `T` is expected: the same, with any part read-only. */
type Sendable<T> = T extends readonly (infer Item)[]
  ? readonly Sendable<Item>[]
  : T extends ArrayBufferView
    ? T
    : T extends object
      ? { readonly [Key in keyof T]: Sendable<T[Key]> }
      : T;

export type CallName<C extends Contract> = keyof C['calls'] & string;
export type EventName<C extends Contract> = keyof C['events'] & string;
type Params<C extends Contract, K extends CallName<C>> = v.InferOutput<C['calls'][K]['params']>;
export type SentParams<C extends Contract, K extends CallName<C>> = Sendable<
  v.InferInput<C['calls'][K]['params']>
>;
export type Result<C extends Contract, K extends CallName<C>> = v.InferOutput<C['calls'][K]['result']>;
type SentResult<C extends Contract, K extends CallName<C>> = Sendable<v.InferInput<C['calls'][K]['result']>>;
export type SentEvent<C extends Contract, K extends EventName<C>> = Sendable<v.InferInput<C['events'][K]>>;

/** Answers to every call. The signal is raised when the caller cancels, gives up or is gone. */
export type Handlers<C extends Contract> = {
  readonly [K in CallName<C>]: (
    params: Params<C, K>,
    signal: AbortSignalLike,
  ) => SentResult<C, K> | Promise<SentResult<C, K>>;
};

/** What to do on events; those left out are ignored. */
export type Listeners<C extends Contract> = {
  readonly [K in EventName<C>]?: (body: v.InferOutput<C['events'][K]>) => void;
};

/** One end of a pipe that carries structured clones: of a child process or a worker thread. */
export interface Port {
  /** @throws when the message cannot be sent. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The listener gets the reason as a sentence; it is called at most once. */
  onClose(listener: (reason: string) => void): void;
}
