import { describe, expect, test } from 'vitest';
import { MemoryFiles } from '../journal/helpers.ts';
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

  test('leaves something to label while another model is trained: what was chosen before, without its claims', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    await labelTruly(bench, 6);
    hold(bench);
    const { settings, upcoming, question } = bench.session.snapshot;
    bench.session.reconfigure({ ...settings, strategy: 'uncertainty' });
    expect(bench.session.snapshot.question).toBeNull();
    bench.clock.pass(100);
    const after = bench.session.snapshot;
    expect(after).toMatchObject({ stale: true, question: { suggestion: null } });
    expect([question!.id, ...upcoming.map(({ id }) => id)]).toContain(after.question!.id);
    await labelNow(bench);
    expect(bench.session.snapshot.question).not.toBeNull();
    const { strategy, round } = bench.journal.state.labels.get(after.question!.id)!.entry!;
    expect({ strategy, round }).toEqual({ strategy: undefined, round: undefined });
  });

  test('draws samples while the first model of a session is trained, the same for the same labels', async () => {
    const first = await openBench({ settings: { testShare: 0 } });
    await labelTruly(first, 6);
    const seen: string[][] = [];
    for (let reopening = 0; reopening < 2; reopening++) {
      const files = new MemoryFiles();
      for (const [path, text] of first.files.files) files.files.set(path, text);
      const bench = await openBench({
        files,
        settings: { testShare: 0 },
        held: new Promise(() => undefined),
      });
      bench.clock.pass(100);
      const asked: string[] = [];
      for (let step = 0; step < 3; step++) {
        const { question, next } = bench.session.snapshot;
        asked.push(question!.id);
        if (step === 0) expect(next['class 0']).not.toBeUndefined();
        await labelNow(bench);
      }
      seen.push(asked);
    }
    expect(new Set(seen[0]).size).toBe(3);
    expect(seen[1]).toEqual(seen[0]);
  });

  test('goes on with a ranking that arrives after more was answered', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    await labelTruly(bench, 6);
    const letSpeculationEnd = hold(bench);
    await labelNow(bench);
    await labelNow(bench);
    bench.clock.pass(100);
    const letRankingEnd = hold(bench);
    letSpeculationEnd();
    await expect.poll(() => bench.learner.requests.at(-1)!.round).toBe(8);
    await labelNow(bench);
    hold(bench);
    letRankingEnd();
    await expect.poll(() => bench.session.snapshot.training.round).toBe(8);
    expect(bench.session.snapshot).toMatchObject({ labeled: 9, training: { running: true } });
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
