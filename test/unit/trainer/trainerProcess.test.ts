import { fork } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { RestartLimits } from '../../../src/host/restartPolicy.ts';
import { trainerProtocol } from '../../../src/protocol/trainer.ts';
import { roundOf, writeTable } from './datasets.ts';
import { isAlive, scriptOf, supervise, trainerScript, until } from './supervision.ts';

const soon: RestartLimits = { waitSeconds: [0, 0.01], provenSeconds: 60 };
const rows = { dataset: 1, rows: [0] };

/** Greets like the trainer does and then leaves every other call unanswered. */
const silent = `process.on('message', ({ t, i, m, a }) => {
  if (t === 'q' && m === 'hello') process.send({ t: 's', i, r: { ok: true, value:
    { protocol: ${trainerProtocol}, product: a[0].product, process: process.pid } } });
});`;

describe('starting', () => {
  it('starts on first need and greets', async () => {
    const { trainer, states, pids } = supervise();
    expect(trainer.state.kind).toBe('stopped');
    await trainer.life();
    expect(states.map(({ kind }) => kind)).toEqual(['starting', 'idle']);
    expect(pids()).toHaveLength(1);
  });

  it('starts once for everyone who needs it', async () => {
    const { trainer, pids } = supervise();
    const [one, other] = await Promise.all([trainer.life(), trainer.life()]);
    expect(one).toBe(other);
    expect(pids()).toHaveLength(1);
  });

  it('carries sentences of the other side', async () => {
    const { trainer } = supervise();
    const life = await trainer.life();
    await expect(life.call('samples', rows)).rejects.toMatchObject({
      code: 'human',
      message: 'The dataset is not open in the training process: open it again.',
    });
  });

  it('names the path of a parameter that the trainer refuses', async () => {
    const { trainer } = supervise();
    const life = await trainer.life();
    await expect(life.call('samples', { dataset: 1, rows: [0, -1] })).rejects.toMatchObject({
      code: 'shape',
      message: expect.stringContaining('samples.rows.1'),
    });
  });

  it('names the path of a result that the host refuses', async () => {
    const script = scriptOf(`process.on('message', ({ i, m }) => m === 'hello' &&
      process.send({ t: 's', i, r: { ok: true, value: { protocol: 'one' } } }));`);
    const { trainer } = supervise({ script });
    await expect(trainer.life()).rejects.toThrow('hello result.protocol');
  });

  it('gives up for good on a trainer of another version', async () => {
    const script = scriptOf(`process.on('message', ({ i, m }) => m === 'hello' &&
      process.send({ t: 's', i, r: { ok: false, failure:
        { code: 'human', message: 'Label Scout was updated; reload the window.' } } }));`);
    const { trainer } = supervise({ script });
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(trainer.life()).rejects.toThrow('Label Scout was updated; reload the window.');
    }
    expect(trainer.state).toEqual({ kind: 'failed', reason: 'Label Scout was updated; reload the window.' });
  });

  it('limits the memory of the process', async () => {
    const script = scriptOf(`console.log('arguments', process.execArgv.join(' '));${silent}`);
    const { trainer, lines } = supervise({ script, memoryLimitMb: () => 321 });
    await trainer.life();
    await until(() => lines.includes('arguments --max-old-space-size=321'));
  });
});

describe('the trainer itself', () => {
  it('refuses a host of another version', async () => {
    const child = fork(trainerScript, [], { serialization: 'advanced' });
    const answer = new Promise((resolve) => child.once('message', resolve));
    child.send({ t: 'q', i: 'x', m: 'hello', a: [{ protocol: trainerProtocol + 1, product: '9.9.9' }, 1] });
    await expect(answer).resolves.toMatchObject({
      r: { failure: { code: 'human', message: 'Label Scout was updated; reload the window.' } },
    });
    child.disconnect();
  });

  it('refuses a call it does not know, on no prototype either', async () => {
    const child = fork(trainerScript, [], { serialization: 'advanced' });
    const answer = new Promise((resolve) => child.once('message', resolve));
    child.send({ t: 'q', i: 'x', m: 'constructor', a: [{}, 1] });
    await expect(answer).resolves.toMatchObject({ r: { failure: { code: 'unknown' } } });
    child.disconnect();
  });

  it('leaves when its host is killed, even while it trains', async () => {
    const open = { dataset: 1, manifest: writeTable(2000, 4), threads: 1, manyClasses: false };
    const host = fork(scriptOf(hostScript), [trainerScript], { serialization: 'advanced' });
    const sent = new Promise<number>((resolve) => host.once('message', (pid) => resolve(Number(pid))));
    const round = { dataset: 1, request: roundOf(1900, 100, { modelOptions: { trees: 2000 } }) };
    host.send([
      { t: 'q', i: 'open', m: 'open', a: [open, 1] },
      { t: 'q', i: 'round', m: 'round', a: [round, 2] },
    ]);
    const pid = await sent;
    expect(isAlive(pid)).toBe(true);
    host.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });
});

/** A host that sends what it is sent, the second when the first is answered, and tells when training has begun. */
const hostScript = `
  const { fork } = require('node:child_process');
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'];
  process.once('message', ([first, second]) => {
    const trainer = fork(process.argv[2], [], { serialization: 'advanced', stdio });
    trainer.on('message', ({ i, m, a }) => {
      if (i === first.i) trainer.send(second);
      if (m === 'heartbeat' && a[0].doing === 'training') process.send(trainer.pid);
    });
    trainer.send(first);
  });`;

describe('crashes', () => {
  it('rejects every pending call and starts anew on next need', async () => {
    const { trainer, pids } = supervise({ script: scriptOf(silent), restarts: soon });
    const life = await trainer.life();
    const calls = [life.call('samples', rows), life.call('samples', rows)];
    process.kill(pids()[0]!, 'SIGKILL');
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'closed' });
    await expect(life.call('samples', rows)).rejects.toMatchObject({ code: 'closed' });
    expect(trainer.state.kind).toBe('stopped');
    expect(await trainer.life()).not.toBe(life);
    expect(pids()).toHaveLength(2);
  });

  it('tells of the new process while the old one is still leaving', async () => {
    const { trainer } = supervise({ script: scriptOf(`process.on('SIGTERM', () => undefined);${silent}`) });
    await trainer.life();
    const restarted = trainer.restart();
    await trainer.life();
    await restarted;
    expect(trainer.state.kind).toBe('idle');
  });

  it('gives up after the last restart and says what to do, until asked to restart', async () => {
    const { trainer, pids } = supervise({ script: scriptOf(silent), restarts: soon });
    for (let crash = 0; crash < 3; crash++) {
      const call = (await trainer.life()).call('samples', rows);
      process.kill(pids().at(-1)!, 'SIGKILL');
      await expect(call).rejects.toMatchObject({ code: 'closed' });
    }
    expect(trainer.state.kind).toBe('failed');
    await expect(trainer.life()).rejects.toThrow(/3 times in vain.*Show Trainer Log.*Restart Trainer/);
    await trainer.restart();
    await trainer.life();
    expect(trainer.state.kind).toBe('idle');
  });

  it('reports a process that ends while starting, with its last words in the log', async () => {
    const script = scriptOf(`console.error('no such luck'); process.exitCode = 3;`);
    const { trainer, lines } = supervise({ script, restarts: { waitSeconds: [], provenSeconds: 60 } });
    await expect(trainer.life()).rejects.toThrow('ended unexpectedly (exit code 3)');
    expect(trainer.state.kind).toBe('failed');
    await until(() => lines.includes('no such luck'));
  });

  it('ends a process that falls silent while it has work', async () => {
    const { trainer, pids } = supervise({ silenceSeconds: 1, restarts: soon });
    const life = await trainer.life();
    const pid = pids()[0]!;
    process.kill(pid, 'SIGSTOP');
    await expect(life.call('samples', rows)).rejects.toMatchObject({
      code: 'closed',
      message: expect.stringContaining('did not answer for 1 seconds'),
    });
    await until(() => !isAlive(pid));
    await trainer.life();
    expect(trainer.state.kind).toBe('idle');
  });
});

describe('ending', () => {
  it('is gone after dispose, even when it does not listen', async () => {
    const stubborn = scriptOf(`process.on('SIGTERM', () => 0); ${silent}`);
    const { trainer, pids } = supervise({ script: stubborn });
    const call = (await trainer.life()).call('samples', rows);
    call.catch(() => undefined);
    await trainer.dispose();
    expect(isAlive(pids()[0]!)).toBe(false);
    await expect(call).rejects.toMatchObject({ code: 'closed' });
    await expect(trainer.life()).rejects.toThrow('was closed');
  });
});
