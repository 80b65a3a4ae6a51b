import { describe, expect, test } from 'vitest';
import { isHeldOut } from '../../../../src/engine/heldOut.ts';
import { MemoryFiles } from '../journal/helpers.ts';
import { labelTruly, openBench } from './helpers.ts';

describe('asking', () => {
  test('labels count, every sample is asked once, and at the end it says so', async () => {
    const bench = await openBench({ rows: 30 });
    expect(bench.session.snapshot.coldStart).toBe(true);
    const asked = await labelTruly(bench, 99);
    expect(new Set(asked).size).toBe(30);
    const { labeled, classes, question, message, failed } = bench.session.snapshot;
    expect(labeled).toBe(30);
    expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(30);
    expect(question).toBeNull();
    expect(failed).toBe(false);
    expect(message).toMatch(/Every sample is labeled/u);
  });

  test('closed and reopened anywhere, it asks the same', async () => {
    const straight = await openBench();
    const expected = await labelTruly(straight, 20);
    const files = new MemoryFiles();
    const asked: string[] = [];
    for (let reopening = 0; reopening < 10; reopening++) {
      asked.push(...(await labelTruly(await openBench({ files }), 2)));
    }
    expect(asked).toEqual(expected);
  });

  test('every promised next question is the one that is asked', async () => {
    const bench = await openBench();
    await labelTruly(bench, 3);
    for (let step = 0; step < 12; step++) {
      const { question, next, classes } = bench.session.snapshot;
      expect(Object.keys(next).sort()).toEqual(['', ...classes.map(({ name }) => name)].sort());
      const answer = step % 4 === 3 ? '' : classes[step % 3]!.name;
      const promised = next[answer]!;
      const done =
        answer === '' ? bench.session.skip(question!.id) : bench.session.label(question!.id, answer);
      expect(bench.session.snapshot.question).toMatchObject({ id: promised.id, reason: promised.reason });
      expect(bench.session.snapshot.stale).toBe(false);
      await done;
      await bench.session.idle();
      expect(bench.session.snapshot.question!.id).toBe(promised.id);
    }
  });

  test('held-out samples are asked at their rate, without a suggestion, and never ranked or learned from', async () => {
    const bench = await openBench({ rows: 80, settings: { testShare: 0.25 } });
    const purposes: string[] = [];
    for (let step = 0; step < 40; step++) {
      const { question } = bench.session.snapshot;
      purposes.push(question!.purpose);
      expect(question!.purpose === 'test').toBe(isHeldOut(question!.id, 1, 0.25));
      if (question!.purpose === 'test') expect(question!.suggestion).toBeNull();
      await labelTruly(bench, 1);
    }
    expect(purposes.filter((purpose) => purpose === 'test')).toHaveLength(10);
    const held = new Set(
      Array.from({ length: 80 }, (_, row) => row).filter((row) => isHeldOut(`row ${row}`, 1, 0.25)),
    );
    for (const { candidates, labeledRows } of bench.learner.requests) {
      expect([...candidates, ...labeledRows].some((row) => held.has(row))).toBe(false);
    }
  });

  test('at least 20 samples are known ahead', async () => {
    const bench = await openBench();
    await labelTruly(bench, 5);
    const { upcoming, question } = bench.session.snapshot;
    expect(upcoming.length).toBeGreaterThanOrEqual(20);
    expect(upcoming.some(({ id }) => id === question!.id)).toBe(false);
  });

  test('skipped samples wait until nothing else is left, the longest first', async () => {
    const bench = await openBench({ rows: 12 });
    const skipped: string[] = [];
    for (let step = 0; step < 3; step++) {
      skipped.push(bench.session.snapshot.question!.id);
      await bench.session.skip(skipped.at(-1)!);
      await bench.session.idle();
    }
    const asked = await labelTruly(bench, 99);
    expect(asked.slice(-3)).toEqual(skipped);
    expect(bench.session.snapshot.skipped).toBe(0);
  });

  test('a batch is ranked once', async () => {
    const bench = await openBench({ settings: { batchSize: 5, testShare: 0 } });
    await labelTruly(bench, 22);
    const rounds = bench.learner.requests.filter(({ count }) => count > 0).map(({ round }) => round);
    expect(new Set(rounds.filter((round) => round <= 20))).toEqual(new Set([0, 5, 10, 15, 20]));
    const files = bench.files;
    expect(
      (await openBench({ files, settings: { batchSize: 5, testShare: 0 } })).session.snapshot.question,
    ).toEqual(bench.session.snapshot.question);
  });

  test('labels the data came with are learned from and may be overridden', async () => {
    const bench = await openBench({ existing: [0, 1, 2, 3, 4, 5, 6, 7], settings: { testShare: 0 } });
    expect(bench.session.snapshot.labeled).toBe(8);
    expect(bench.session.snapshot.coldStart).toBe(false);
    const other = bench.truth('row 0') === 'class 0' ? 'class 1' : 'class 0';
    bench.session.goTo('row 0');
    expect(bench.session.snapshot.question).toMatchObject({ id: 'row 0', label: bench.truth('row 0') });
    await bench.session.label('row 0', other);
    await bench.session.idle();
    expect(bench.session.snapshot.labeled).toBe(8);
    const last = bench.learner.requests.findLast(({ labeledRows }) => labeledRows.length === 8)!;
    expect(last.labels[last.labeledRows.indexOf(0)]).toBe(Number(other.slice(-1)));
  });
});

describe('undo', () => {
  test('shows the undone sample again, redo goes on where it was', async () => {
    const bench = await openBench();
    const asked = await labelTruly(bench, 4);
    const ahead = bench.session.snapshot.question!.id;
    await bench.session.undo();
    expect(bench.session.snapshot).toMatchObject({
      labeled: 3,
      canRedo: true,
      question: { id: asked[3], label: null },
    });
    await bench.session.idle();
    await bench.session.redo();
    await bench.session.idle();
    expect(bench.session.snapshot).toMatchObject({ labeled: 4, canRedo: false, question: { id: ahead } });
  });

  test('undo of a skip, and of nothing', async () => {
    const bench = await openBench();
    await bench.session.undo();
    const { id } = bench.session.snapshot.question!;
    await bench.session.skip(id);
    expect(bench.session.snapshot.skipped).toBe(1);
    await bench.session.undo();
    expect(bench.session.snapshot).toMatchObject({ skipped: 0, canUndo: false, question: { id } });
  });
});

describe('others', () => {
  test('labels written meanwhile are taken over, and a sample someone else labeled is left', async () => {
    const bench = await openBench();
    await labelTruly(bench, 2);
    const other = await openBench({ files: bench.files });
    const { id } = other.session.snapshot.question!;
    expect(bench.session.snapshot.question!.id).toBe(id);
    await other.session.label(id, 'class 1');
    await bench.session.refresh();
    await bench.session.idle();
    expect(bench.session.snapshot.labeled).toBe(3);
    expect(bench.session.snapshot.question!.id).not.toBe(id);
  });

  test('classes follow renames and merges', async () => {
    const bench = await openBench();
    await labelTruly(bench, 9);
    const counts = bench.session.snapshot.classes.map(({ count }) => count);
    await bench.journal.append({ op: 'rename-class', from: 'class 0', to: 'zero' });
    await bench.journal.append({ op: 'merge-class', from: ['class 1'], to: 'class 2' });
    const again = await openBench({ files: bench.files });
    expect(again.session.snapshot.classes).toEqual([
      { name: 'zero', count: counts[0] },
      { name: 'class 2', count: counts[1]! + counts[2]! },
    ]);
    await again.session.label(again.session.snapshot.question!.id, 'zero');
    await again.session.idle();
    expect(again.learner.requests.at(-1)!.classNames).toEqual(['zero', 'class 2', 'class 2']);
    expect(again.session.snapshot.question!.reason!.text).toMatch(/zero|class 2/u);
    expect(again.session.snapshot.question!.reason!.text).not.toMatch(/class [01]/u);
  });

  test('says what in the journal it does not know', async () => {
    const bench = await openBench();
    await bench.journal.append({ op: 'label', id: 'gone', label: 'class 0' });
    await bench.journal.append({ op: 'label', id: 'row 1', label: 'unicorn' });
    const { session, learner } = await openBench({ files: bench.files });
    expect(session.snapshot.notices.join(' ')).toMatch(/gone.*unicorn/u);
    expect(session.snapshot.labeled).toBe(1);
    expect(
      learner.requests.every(({ candidates, labeledRows }) => ![...candidates, ...labeledRows].includes(1)),
    ).toBe(true);
  });
});

test('listeners hear of every change once a turn, until they stop', async () => {
  const { session } = await openBench();
  const revisions: number[] = [];
  const stop = session.onChange(({ revision }) => revisions.push(revision));
  const { id } = session.snapshot.question!;
  await session.label(id, 'class 0');
  await session.idle();
  expect(revisions.length).toBeGreaterThan(1);
  expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
  stop();
  const heard = revisions.length;
  await session.undo();
  await session.idle();
  expect(revisions).toHaveLength(heard);
});

test('what went wrong in a ranking is told as long as that ranking is the latest', async () => {
  const bench = await openBench({ settings: { testShare: 0 } });
  await labelTruly(bench, 3);
  bench.learner.notices = ['Training diverged.'];
  bench.session.reconfigure({ ...bench.session.snapshot.settings, strategy: 'uncertainty' });
  await bench.session.idle();
  expect(bench.session.snapshot.notices).toEqual(['Training diverged.']);
  bench.learner.notices = undefined;
  bench.session.reconfigure({ ...bench.session.snapshot.settings, strategy: 'margin' });
  expect(bench.session.snapshot.notices).toEqual([]);
  await bench.session.idle();
  expect(bench.session.snapshot.notices).toEqual([]);
});
