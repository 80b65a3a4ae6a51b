import { describe, expect, test } from 'vitest';
import { labelTruly, openBench, type Bench } from './helpers.ts';

describe('a ranking that is not there yet', () => {
  test('is waited for a moment; then the best sample of the one before is asked, and stays', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    await labelTruly(bench, 6);
    const open = hold(bench);
    await labelNow(bench);
    await labelNow(bench);
    const { snapshot } = bench.session;
    expect(snapshot).toMatchObject({ question: null, message: '', training: { running: true } });
    bench.clock.pass(100);
    const { question, stale } = bench.session.snapshot;
    expect(stale).toBe(true);
    expect(question!.id).toBe(snapshot.upcoming[0]!.id);
    open();
    await bench.session.idle();
    expect(bench.session.snapshot.question).toMatchObject({ id: question!.id });
    expect(Object.keys(bench.session.snapshot.next)).toHaveLength(4);
  });

  test('is followed when it arrives in time, and no other sample is seen before', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    await labelTruly(bench, 6);
    const open = hold(bench);
    await labelNow(bench);
    await labelNow(bench);
    const seen = new Set<string | undefined>();
    bench.session.onChange(({ question }) => seen.add(question?.id));
    bench.clock.pass(99);
    open();
    await bench.session.idle();
    bench.clock.pass(100);
    await bench.session.idle();
    expect(bench.session.snapshot.stale).toBe(false);
    const again = await openBench({ files: bench.files, settings: { testShare: 0 } });
    expect(bench.session.snapshot.question!.id).toBe(again.session.snapshot.question!.id);
    seen.delete(undefined);
    expect([...seen]).toEqual([bench.session.snapshot.question!.id]);
  });

  test('lets nobody wait where a round is known to take long: the present ranking answers for it', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    bench.learner.seconds = 1;
    await labelTruly(bench, 6);
    const open = hold(bench);
    await labelNow(bench);
    const { next, question, upcoming } = bench.session.snapshot;
    expect(question).not.toBeNull();
    const promised = next['class 1']!;
    expect(promised.id).toBe(upcoming[0]!.id);
    await bench.session.label(question!.id, 'class 1');
    expect(bench.session.snapshot).toMatchObject({ stale: true, question: { id: promised.id } });
    open();
    await bench.session.idle();
    expect(bench.session.snapshot.question!.id).toBe(promised.id);
  });

  test('never takes away the sample that is on screen already', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    await labelTruly(bench, 6);
    const { question, next, upcoming } = bench.session.snapshot;
    const answer = bench.truth(question!.id);
    const painted = upcoming.find(({ id }) => id !== next[answer]!.id)!.id;
    await bench.session.label(question!.id, answer, { next: painted });
    await bench.session.idle();
    expect(bench.session.snapshot.question!.id).toBe(painted);
    await bench.session.label(painted, 'class 0', { next: painted });
    expect(bench.session.snapshot.question!.id).not.toBe(painted);
  });

  const labelNow = async ({ session, truth }: Bench): Promise<void> => {
    const { id } = session.snapshot.question!;
    await session.label(id, truth(id));
  };

  /** Holds every ranking back until the returned function is called. */
  function hold({ learner }: Bench): () => void {
    let open = (): void => undefined;
    learner.gate = new Promise((resolve) => (open = resolve));
    return open;
  }

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
    const open = hold(bench);
    await labelNow(bench);
    await bench.session.skip(bench.session.snapshot.question!.id);
    expect(bench.learner.cancelled).toBe(1);
    open();
    await bench.session.idle();
  });
});
