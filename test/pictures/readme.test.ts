// npm run pictures: the picture of the README, taken of the packed extension in a real browser.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { Session } from '../e2e/session.ts';
import { readTruth } from '../e2e/truth.ts';

const folder = join(root, 'docs/pictures');
/** Enough that the score is one of measuring answers, with its interval. */
const labels = 260;

let session: Session;

beforeAll(async () => {
  session = await Session.start();
});
afterAll(async () => {
  await session.stop();
});

it('shows digits being labeled, and what the labels have brought', { timeout: 600_000 }, async () => {
  const truth = readTruth('digits');
  const workbench = await session.open(session.copySample('digits'));
  await workbench.page.setViewportSize({ width: 1500, height: 780 });
  await workbench.showTree();
  await workbench.startLabeling();
  for (let count = 1; count <= labels; count++) {
    await workbench.answer(truth.get(await workbench.sampleId())!);
    await workbench.labeled(count);
  }
  await workbench.command('Label Scout: Show Learning Curve');
  // A page that opens late would take the place of the panel again.
  await workbench.page.getByRole('tab', { name: 'Learning Curve', selected: true }).waitFor();
  await workbench.page.getByRole('tab', { name: 'Handwritten digits', exact: true }).click();
  // The pointer off every button, and what it has said gone.
  await workbench.page.mouse.move(700, 300);
  await workbench.page.waitForTimeout(2000);
  mkdirSync(folder, { recursive: true });
  await workbench.page.screenshot({ path: join(folder, 'labeling.png') });
});
