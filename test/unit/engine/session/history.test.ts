import { expect, test } from 'vitest';
import { createRng } from '../../../../src/engine/rng.ts';
import type { SessionSnapshot } from '../../../../src/engine/session/types.ts';
import { labelTruly, openBench } from './helpers.ts';

const figures = ({ labeled, skipped, flagged, classes, canUndo, canRedo }: SessionSnapshot) => ({
  labeled,
  skipped,
  flagged,
  classes,
  canUndo,
  canRedo,
});

/** Someone at the keyboard who never waits for the disk or for the model. */
test.each([1, 2, 3, 4, 5, 6])(
  'after any keys, pressed at any pace, reopening shows the same, seed %i',
  async (seed) => {
    const rng = createRng(seed).fork('keys');
    const options = { rows: 40, settings: { batchSize: seed % 3 === 0 ? 4 : 1, testShare: 0.2 } };
    const bench = await openBench(options);
    const { session } = bench;
    const presses: Promise<void>[] = [];
    for (let press = 0; press < 45; press++) {
      const id = session.snapshot.question?.id;
      const key = rng.below(12);
      if (key === 0) presses.push(session.undo());
      else if (key === 1) presses.push(session.redo());
      else if (id === undefined) continue;
      else if (key === 2) presses.push(session.skip(id));
      else if (key === 3) presses.push(session.flag(id, rng.below(2) === 0));
      else presses.push(session.label(id, `class ${rng.below(3)}`));
      if (rng.below(3) === 0) await Promise.all(presses);
    }
    await Promise.all(presses);
    await session.idle();
    await labelTruly(bench, 1);
    const reopened = await openBench({ ...options, files: bench.files });
    expect(figures(reopened.session.snapshot)).toEqual(figures(session.snapshot));
    expect(reopened.session.snapshot.question?.id).toBe(session.snapshot.question?.id);
    expect(session.snapshot.failed).toBe(false);
    const counted = session.snapshot.classes.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(session.snapshot.labeled);
  },
);
