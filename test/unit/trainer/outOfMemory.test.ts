import { randomUUID } from 'node:crypto';
import * as fileSystem from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { journalName, openJournal } from '../../../src/engine/journal/openJournal.ts';
import { createSession } from '../../../src/engine/session/createSession.ts';
import type { LabelingSession, Scheduler } from '../../../src/engine/session/types.ts';
import { defaultSettings } from '../../../src/engine/defaultSettings.ts';
import { RemoteLearner } from '../../../src/host/remoteLearner.ts';
import { allocateSharedMatrix } from '../../../src/runtime/sharedMatrix.ts';
import { writeTable } from './datasets.ts';
import { isAlive, supervise } from './supervision.ts';

const scheduler: Scheduler = {
  now: () => performance.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};

it('loses no label when the trainer runs out of memory, says what it needed, and goes on with more', async () => {
  let limit = 1024;
  const restarts = { waitSeconds: [0, 0.01, 0.01], provenSeconds: 60 };
  const { trainer, pids } = supervise({ memoryLimitMb: () => limit, restarts });
  const manifest = writeTable(150_000, 1);
  const learner = new RemoteLearner(trainer, { manifest, threads: 1, manyClasses: false });
  const { ids, classes, existingLabels } = await learner.open();
  const path = join(dirname(manifest), journalName);
  const journal = await openJournal(fileSystem, path, { by: 'ann', now: Date.now, uuid: randomUUID });
  const session = createSession({
    facts: { ids, classes, existingLabels },
    journal,
    learner,
    scheduler,
    settings: { ...defaultSettings, testShare: 0 },
  });
  onTestFinished(async () => {
    session.dispose();
    await learner.dispose();
  });
  await session.idle();
  await label(session, 'no');
  await label(session, 'yes');
  await session.idle();
  expect(session.snapshot).toMatchObject({ labeled: 2, failed: false });

  // From its next start on the process may take less than the data need.
  limit = 4;
  await trainer.restart();
  await session.label(session.snapshot.question!.id, 'no');
  session.reconfigure({ ...defaultSettings, testShare: 0, strategy: 'uncertainty' });
  await session.idle();
  expect(session.snapshot.failed).toBe(true);
  expect(session.snapshot.message).toMatch(
    /^The next sample could not be chosen: .*more than the 4 MB it may take.*memoryLimitMb.*no label is lost/u,
  );
  expect(pids().some(isAlive)).toBe(false);
  expect(session.snapshot.labeled).toBe(3);

  limit = 1024;
  await trainer.restart();
  session.retry();
  await session.idle();
  expect(session.snapshot.failed).toBe(false);
  await label(session, 'yes');
  expect(session.snapshot.labeled).toBe(4);
  const lines = (await fileSystem.readFile(path, 'utf8')).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { label: string }).label)).toEqual([
    'no',
    'yes',
    'no',
    'yes',
  ]);
}, 120_000);

const label = (session: LabelingSession, name: string): Promise<void> =>
  session.label(session.snapshot.question!.id, name);

it('says how much memory features need that cannot fit', () => {
  expect(() => allocateSharedMatrix(50_000_000, 10_000)).toThrow(
    /50,000,000 samples × 10,000 columns need 1,907,3\d\d MB, and this machine has [\d,]+ MB\./u,
  );
  const { data } = allocateSharedMatrix(1000, 300);
  expect(data).toHaveLength(1024 * 300);
});
