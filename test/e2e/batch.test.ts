import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Session } from './session.ts';
import { readTruth } from './truth.ts';
import type { Workbench } from './workbench.ts';

const truth = readTruth('digits');
let session: Session;
let workbench: Workbench;

beforeAll(async () => {
  session = await Session.start();
  const dataset = session.copySample('digits');
  const manifest = join(dataset, 'label-scout.json');
  const changes = { batchSize: 3, testShare: 0 };
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), ...changes }));
  workbench = await session.open(dataset);
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => workbench.screenshot('batch-failed'));
});
afterAll(async () => {
  await session.stop();
});

describe('labeling in batches', () => {
  it('shows and announces where in its batch each sample stands', async () => {
    await workbench.startLabeling();
    const progress = workbench.panel.locator('#progress');
    const announced = workbench.panel.locator('#announce');
    for (let count = 1; count <= 7; count++) {
      const place = `${((count - 1) % 3) + 1} of 3 in this batch`;
      await expect.poll(() => progress.textContent()).toContain(place);
      await expect.poll(() => announced.textContent()).toContain(`Sample ${count} of 2,000. ${place}.`);
      await workbench.answer(truth.get(await workbench.sampleId())!);
      await workbench.labeled(count);
    }
  });

  it('stays in its place when a sample is skipped', async () => {
    const progress = workbench.panel.locator('#progress');
    await workbench.answer('s');
    await expect
      .poll(() => progress.textContent())
      .toBe('7 of 2,000 labeled · 1 skipped · 2 of 3 in this batch');
  });
});
