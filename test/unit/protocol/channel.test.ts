import { MessageChannel } from 'node:worker_threads';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CancelledError, HumanError, UsageError } from '../../../src/engine/errors.ts';
import { connect, serve } from '../../../src/protocol/channel.ts';
import type { Contract, Handlers, Port } from '../../../src/protocol/contract.ts';

const contract = {
  calls: {
    scale: {
      params: v.object({ rows: v.instance(Int32Array), by: v.object({ factor: v.number() }) }),
      result: v.object({ scores: v.instance(Float64Array) }),
    },
    fail: { params: v.object({ how: v.string() }), result: v.null() },
    wait: { params: v.object({}), result: v.string() },
    late: { params: v.object({}), result: v.string(), limitSeconds: 0.02 },
  },
  events: { progress: v.object({ fraction: v.number() }) },
} as const satisfies Contract;

const errors: Record<string, () => unknown> = {
  human: () => new HumanError('The file "a.csv" is empty. Add a row.'),
  usage: () => new UsageError('There is no strategy "best".'),
  cancelled: () => new CancelledError(),
  programming: () => new TypeError('x is undefined'),
  text: () => 'just text',
};

/** Waits for the signal, as a long fit does. */
const untilAborted: Handlers<typeof contract>['wait'] = (_params, signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped')));

const handlers: Handlers<typeof contract> = {
  scale: ({ rows, by }) => ({ scores: Float64Array.from(rows, (row) => row * by.factor) }),
  fail: ({ how }) => {
    throw errors[how]!();
  },
  wait: untilAborted,
  late: untilAborted,
};

function open(changed: Partial<Handlers<typeof contract>> = {}, rewrite = (message: unknown) => message) {
  const pipe = new MessageChannel();
  const port = (end: typeof pipe.port1, change: (message: unknown) => unknown): Port => ({
    post: (message) => end.postMessage(change(message)),
    onMessage: (listener) => void end.on('message', listener),
    onClose: (listener) => void end.on('close', () => listener('The pipe was closed.')),
  });
  const problems: unknown[] = [];
  const heard: number[] = [];
  const note = (error: unknown) => problems.push(error);
  const service = serve(
    contract,
    { ...handlers, ...changed },
    port(pipe.port1, (m) => m),
    note,
  );
  const connection = connect(
    contract,
    port(pipe.port2, rewrite),
    { progress: ({ fraction }) => heard.push(fraction) },
    note,
  );
  onTestFinished(() => pipe.port1.close());
  return { pipe, service, connection, problems, heard };
}

const rows = Int32Array.of(1, 2, 3);

describe('calls', () => {
  it('carries typed arrays both ways', async () => {
    const { connection } = open();
    const { scores } = await connection.call('scale', { rows, by: { factor: 0.5 } });
    expect(scores).toEqual(Float64Array.of(0.5, 1, 1.5));
  });

  it('names the path of a parameter of the wrong shape', async () => {
    const { connection } = open();
    const wrong = { rows, by: { factor: 'two' } } as never;
    await expect(connection.call('scale', wrong)).rejects.toMatchObject({
      code: 'shape',
      message: expect.stringMatching(/^scale\.by\.factor: .*number.*"two"/),
    });
  });

  it('names the path of a result of the wrong shape', async () => {
    const { connection } = open({ scale: () => ({ scores: [1, 2] }) as never });
    await expect(connection.call('scale', { rows, by: { factor: 1 } })).rejects.toMatchObject({
      code: 'shape',
      message: expect.stringMatching(/^scale result\.scores: .*Float64Array/),
    });
  });

  it.each(['constructor', 'toString', '__proto__', 'nothing'])(
    'refuses the unknown call %s',
    async (name) => {
      const { connection } = open({}, (message) => ({ ...(message as object), m: name }));
      await expect(connection.call('wait', {})).rejects.toMatchObject({ code: 'unknown' });
    },
  );

  it('turns an answer that cannot be cloned into a failure', async () => {
    const { connection, problems } = open({ wait: () => (() => 0) as never });
    await expect(connection.call('wait', {})).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('could not be cloned'),
    });
    expect(problems).toHaveLength(1);
  });

  it('fails a call whose parameters cannot be cloned', async () => {
    const { connection } = open();
    const wrong = { rows, by: { factor: 1, run: () => 0 } };
    await expect(connection.call('scale', wrong)).rejects.toMatchObject({ code: 'failed' });
  });

  it('drops messages that are not its own and reports them', async () => {
    const { pipe, connection, problems } = open();
    for (const junk of [null, 7, 'text', {}, { t: 'q', m: 1, a: [] }]) pipe.port2.postMessage(junk);
    await connection.call('scale', { rows, by: { factor: 1 } });
    expect(problems).toHaveLength(5);
  });
});

describe('errors', () => {
  it.each([
    ['human', 'human', 'The file "a.csv" is empty. Add a row.'],
    ['usage', 'usage', 'There is no strategy "best".'],
    ['cancelled', 'cancelled', 'The work was cancelled.'],
    ['programming', 'failed', 'x is undefined'],
    ['text', 'failed', 'just text'],
  ])('%s errors arrive as %s with their sentence', async (how, code, message) => {
    const { connection } = open();
    await expect(connection.call('fail', { how })).rejects.toMatchObject({ code, message });
  });

  it('reports unforeseen errors with their stack on the side they happen, and only those', async () => {
    const { connection, problems } = open();
    for (const how of ['human', 'programming']) await connection.call('fail', { how }).catch(() => null);
    expect(problems).toEqual([expect.any(TypeError)]);
  });
});

describe('cancelling and closing', () => {
  it('rejects at once and raises the signal of the handler', async () => {
    let stopped = (): void => undefined;
    const heard = new Promise<void>((resolve) => (stopped = resolve));
    const { connection } = open({
      wait: (_params, signal) => {
        signal.addEventListener('abort', stopped);
        return new Promise<string>(() => undefined);
      },
    });
    const controller = new AbortController();
    const waiting = connection.call('wait', {}, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await heard;
  });

  it('does not send a call that is cancelled already', async () => {
    const { connection } = open({ wait: () => 'called' });
    const signal = AbortSignal.abort();
    await expect(connection.call('wait', {}, { signal })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('gives up after the time limit of the call', async () => {
    const { connection } = open();
    await expect(connection.call('late', {})).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('"late"'),
    });
  });

  it('rejects every pending and later call when the other side is gone', async () => {
    const { pipe, connection } = open();
    const pending = [connection.call('wait', {}), connection.call('wait', {})];
    pipe.port1.close();
    const closed = { code: 'closed', message: 'The pipe was closed.' };
    for (const call of pending) await expect(call).rejects.toMatchObject(closed);
    await expect(connection.call('wait', {})).rejects.toMatchObject(closed);
  });

  it('raises the signals of running calls when the caller is gone', async () => {
    let started = (): void => undefined;
    const running = new Promise<void>((resolve) => (started = resolve));
    let stopped = (): void => undefined;
    const heard = new Promise<void>((resolve) => (stopped = resolve));
    const { pipe, connection } = open({
      wait: (_params, signal) => {
        signal.addEventListener('abort', stopped);
        started();
        return new Promise<string>(() => undefined);
      },
    });
    connection.call('wait', {}).catch(() => null);
    await running;
    pipe.port2.close();
    await heard;
  });
});

describe('events', () => {
  it('arrive in order, and those of a wrong shape or name are reported', async () => {
    const { service, connection, heard, problems } = open();
    service.emit('progress', { fraction: 0.25 });
    service.emit('progress', { fraction: 'half' } as never);
    service.emit('other' as never, {} as never);
    service.emit('progress', { fraction: 0.75 });
    await connection.call('scale', { rows, by: { factor: 1 } });
    expect(heard).toEqual([0.25, 0.75]);
    expect(problems).toHaveLength(2);
  });
});
