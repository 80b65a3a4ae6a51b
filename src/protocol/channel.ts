/**
 * One channel for every boundary between processes and threads: host → trainer, trainer → its threads. (A page speaks with
 * its host in single messages, see panel.ts.)
 *
 *     const contract = { calls: trainerCalls, events: trainerEvents } as const satisfies Contract;
 *
 *     // the side that asks
 *     const connection = connect(contract, port, { heartbeat: (body) => … });
 *     const result = await connection.call('round', request, { signal });
 *
 *     // the side that answers
 *     const service = serve(contract, { round: async (request, signal) => …, … }, port);
 *     service.emit('heartbeat', { doing: 'training', fraction: null });
 *
 * Whatever arrives is checked by valibot on the side it arrives at: parameters and names by `serve`, results and
 * events by `connect`. Every call ends: with its result or with a `ChannelError` (see failure.ts for the codes).
 * The messages themselves are birpc's.
 */
import { createAbortController, type AbortSignalLike } from './abort.ts';
import { ChannelError, checkShape, failureOf } from './failure.ts';
import { openWire, refusal, replySchema, type Reply, type Wire } from './wire.ts';
import type {
  CallName,
  Contract,
  EventName,
  Handlers,
  Listeners,
  Port,
  Result,
  SentEvent,
  SentParams,
} from './contract.ts';

/** Name of the message that takes a call back; no call can have it, for names of calls are identifiers. */
const cancelName = '$cancel';

declare const setTimeout: (run: () => void, milliseconds: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/** Hears of what no caller hears of: unreadable messages, stacks of unforeseen errors. For the log. */
export type OnProblem = (error: unknown) => void;
const ignore: OnProblem = () => undefined;

export interface Connection<C extends Contract> {
  /** @throws ChannelError `cancelled` as soon as the signal is raised; the other side is told to stop. */
  call<K extends CallName<C>>(
    name: K,
    params: SentParams<C, K>,
    options?: { readonly signal?: AbortSignalLike | undefined },
  ): Promise<Result<C, K>>;
  /** Rejects every pending and every later call with `closed` and this sentence. */
  close(reason: string): void;
}

export interface Service<C extends Contract> {
  /** Tells the other side something unasked; nothing happens when it is gone. */
  emit<K extends EventName<C>>(name: K, body: SentEvent<C, K>): void;
  /** Raises the signal of every running call and answers no more. */
  close(): void;
}

/** Opens the asking end of a contract. */
export function connect<C extends Contract>(
  contract: C,
  port: Port,
  listeners: Listeners<C> = {},
  onProblem: OnProblem = ignore,
): Connection<C> {
  let closedBecause: string | null = null;
  let lastKey = 0;
  const wire = openWire(
    port,
    (name) => (body) => hear(contract, listeners, name, body, onProblem),
    onProblem,
  );

  const close = (reason: string): void => {
    if (closedBecause !== null) return;
    closedBecause = reason;
    wire.$close(new ChannelError('closed', reason));
  };
  port.onClose(close);

  return {
    close,
    async call(name, params, { signal } = {}) {
      if (closedBecause !== null) throw new ChannelError('closed', closedBecause);
      const limitSeconds = contract.calls[name]?.limitSeconds;
      const reply = await request(wire, { name, params, key: ++lastKey, limitSeconds, signal });
      if (!reply.ok) throw new ChannelError(reply.failure.code, reply.failure.message);
      return checkShape(contract.calls[name]!.result, reply.value, `${name} result`);
    },
  };
}

/** Opens the answering end of a contract. */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  port: Port,
  onProblem: OnProblem = ignore,
): Service<C> {
  const running = new Map<unknown, { abort(): void }>();
  let closed = false;

  const answer = async (name: string, params: unknown, key: unknown): Promise<Reply> => {
    const controller = createAbortController();
    running.set(key, controller);
    try {
      return { ok: true, value: await handle(contract, handlers, name, params, controller.signal) };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === 'failed') onProblem(error);
      return refusal(failure);
    } finally {
      running.delete(key);
    }
  };
  const cancel = (key: unknown): void => running.get(key)?.abort();
  const wire = openWire(
    port,
    (name) => (name === cancelName ? cancel : (params, key) => answer(name, params, key)),
    onProblem,
  );

  const close = (): void => {
    if (closed) return;
    closed = true;
    for (const controller of running.values()) controller.abort();
    wire.$close();
  };
  port.onClose(close);

  return {
    close,
    emit(name, body) {
      if (!closed) wire.$callEvent(name, body).catch(onProblem);
    },
  };
}

interface Request {
  readonly name: string;
  readonly params: unknown;
  /** Names this call when it is taken back. */
  readonly key: number;
  readonly limitSeconds: number | undefined;
  readonly signal: AbortSignalLike | undefined;
}

/** Sends one request; ends with its reply, or before it when cancelled, out of time or closed. */
async function request(wire: Wire, { name, params, key, limitSeconds, signal }: Request): Promise<Reply> {
  const cancelled = () => new ChannelError('cancelled', `The call "${name}" was cancelled.`);
  if (signal?.aborted) throw cancelled();
  let onAbort = (): void => undefined;
  let timer: unknown;
  const givenUp = new Promise<never>((_, reject) => {
    const giveUp = (error: ChannelError): void => {
      reject(error);
      wire.$callEvent(cancelName, key).catch(ignore);
    };
    onAbort = () => giveUp(cancelled());
    if (limitSeconds !== undefined) {
      const late = `No answer to "${name}" within ${limitSeconds} seconds.`;
      timer = setTimeout(() => giveUp(new ChannelError('timeout', late)), limitSeconds * 1000);
    }
  });
  signal?.addEventListener('abort', onAbort);
  try {
    const reply = await Promise.race([wire.$call(name, params, key), givenUp]);
    return checkShape(replySchema, reply, `${name} reply`);
  } finally {
    signal?.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  }
}

function handle<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  name: string,
  params: unknown,
  signal: AbortSignalLike,
): unknown {
  if (!Object.hasOwn(contract.calls, name)) throw new ChannelError('unknown', `There is no call "${name}".`);
  const checked = checkShape(contract.calls[name]!.params, params, name);
  const handler = handlers[name as CallName<C>] as (params: unknown, signal: AbortSignalLike) => unknown;
  return handler(checked, signal);
}

function hear<C extends Contract>(
  contract: C,
  listeners: Listeners<C>,
  name: string,
  body: unknown,
  onProblem: OnProblem,
): void {
  try {
    if (!Object.hasOwn(contract.events, name))
      throw new ChannelError('unknown', `There is no event "${name}".`);
    const listener = listeners[name as EventName<C>] as ((body: unknown) => void) | undefined;
    listener?.(checkShape(contract.events[name]!, body, name));
  } catch (error) {
    onProblem(error);
  }
}
