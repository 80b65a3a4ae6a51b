import { describe, expect, test } from 'vitest';
import { labelTruly, openBench } from './helpers.ts';

describe('a slow model', () => {
  test('shows the prefetched sample as stale, keeps it, and computes the ranking meanwhile', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    await labelTruly(bench, 6);
    let open = (): void => undefined;
    bench.learner.gate = new Promise((resolve) => (open = resolve));
    bench.session.reconfigure({ ...bench.session.snapshot.settings, strategy: 'uncertainty' });
    expect(bench.session.snapshot.question).toBeNull();
    open();
    await bench.session.idle();
    bench.learner.gate = new Promise((resolve) => (open = resolve));
    await labelNow(bench);
    const shown = await labelNow(bench);
    expect(bench.session.snapshot.stale).toBe(true);
    expect(bench.session.snapshot.training.running).toBe(true);
    bench.clock.pass(100);
    const { question } = bench.session.snapshot;
    open();
    await bench.session.idle();
    expect(bench.session.snapshot.question).toEqual(expect.objectContaining({ id: question!.id }));
    expect(shown).not.toBe(question!.id);
    expect(Object.keys(bench.session.snapshot.next)).toHaveLength(4);
  });

  test('a ranking that arrives in time takes the place of the prefetched sample', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    await labelTruly(bench, 6);
    let open = (): void => undefined;
    bench.learner.gate = new Promise((resolve) => (open = resolve));
    await labelNow(bench);
    await labelNow(bench);
    bench.clock.pass(99);
    open();
    await bench.session.idle();
    expect(bench.session.snapshot.stale).toBe(false);
    const again = await openBench({ files: bench.files, settings: { testShare: 0 } });
    expect(bench.session.snapshot.question!.id).toBe(again.session.snapshot.question!.id);
  });

  const labelNow = async ({ session, truth }: Awaited<ReturnType<typeof openBench>>): Promise<string> => {
    const { id } = session.snapshot.question!;
    await session.label(id, truth(id));
    return id;
  };

  test('a learner that fails is reported and tried again', async () => {
    const bench = await openBench();
    await labelTruly(bench, 3);
    bench.learner.failure = new Error('The trainer stopped.');
    bench.session.reconfigure({ ...bench.session.snapshot.settings, strategy: 'random' });
    await bench.session.idle();
    expect(bench.session.snapshot).toMatchObject({ question: null, failed: true });
    expect(bench.session.snapshot.message).toMatch(/The trainer stopped\./u);
    bench.learner.failure = null;
    bench.session.retry();
    await bench.session.idle();
    expect(bench.session.snapshot).toMatchObject({ failed: false, message: '' });
    expect(bench.session.snapshot.question).not.toBeNull();
  });

  test('speculation makes way for the ranking someone waits for', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    await labelTruly(bench, 6);
    let open = (): void => undefined;
    bench.learner.gate = new Promise((resolve) => (open = resolve));
    await labelNow(bench);
    await bench.session.skip(bench.session.snapshot.question!.id);
    expect(bench.learner.cancelled).toBe(1);
    open();
    await bench.session.idle();
  });
});
