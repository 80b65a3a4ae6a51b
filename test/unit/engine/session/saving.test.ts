import { describe, expect, test } from 'vitest';
import { HumanError, UsageError } from '../../../../src/engine/errors.ts';
import { openBench } from './helpers.ts';

describe('saving', () => {
  test('a label counts when it is on disk, not before; the next question does not wait', async () => {
    const bench = await openBench();
    const { id } = bench.session.snapshot.question!;
    let open = (): void => undefined;
    bench.files.gate = new Promise((resolve) => (open = resolve));
    const done = bench.session.label(id, 'class 0');
    expect(bench.session.snapshot.question!.id).not.toBe(id);
    expect(bench.session.snapshot.labeled).toBe(0);
    open();
    await done;
    expect(bench.session.snapshot.labeled).toBe(1);
  });

  test('a full disk: back to the sample, with a sentence, and nothing counted', async () => {
    const bench = await openBench();
    const { id } = bench.session.snapshot.question!;
    bench.files.room = 0;
    await expect(bench.session.label(id, 'class 0')).rejects.toThrow(HumanError);
    expect(bench.session.snapshot).toMatchObject({ labeled: 0, failed: true, question: { id, label: null } });
    expect(bench.session.snapshot.message).toMatch(/disk is full/u);
    bench.files.room = Infinity;
    await bench.session.label(id, 'class 0');
    expect(bench.session.snapshot).toMatchObject({ labeled: 1, failed: false, message: '' });
  });

  test('a slow disk: back to the sample after two seconds, and on when it arrives after all', async () => {
    const bench = await openBench();
    const { id } = bench.session.snapshot.question!;
    let open = (): void => undefined;
    bench.files.gate = new Promise((resolve) => (open = resolve));
    const done = bench.session.label(id, 'class 0');
    await Promise.resolve();
    bench.clock.pass(2000);
    await expect(done).rejects.toThrow(/2 seconds/u);
    expect(bench.session.snapshot).toMatchObject({ labeled: 0, failed: true, question: { id } });
    open();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bench.session.snapshot).toMatchObject({ labeled: 1, failed: false });
    expect(bench.session.snapshot.question!.id).not.toBe(id);
  });

  test('unknown samples and classes are refused by name', async () => {
    const { session } = await openBench();
    await expect(session.label('row 0', 'unicorn')).rejects.toThrow(/"unicorn".*class 0, class 1/u);
    await expect(session.label('nowhere', 'class 0')).rejects.toThrow(UsageError);
  });

  test('flags and notes stay with the sample on screen', async () => {
    const { session } = await openBench();
    const { id } = session.snapshot.question!;
    await session.flag(id, true);
    await session.note(id, 'odd one');
    expect(session.snapshot).toMatchObject({ flagged: 1, question: { id, flagged: true, note: 'odd one' } });
  });
});
