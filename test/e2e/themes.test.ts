import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Session } from './session.ts';
import { readTruth } from './truth.ts';
import type { Workbench } from './workbench.ts';

const truth = readTruth('emails');
let session: Session;
let workbench: Workbench;
let folder: string;

beforeAll(async () => {
  session = await Session.start();
  folder = session.copySample('emails');
  mkdirSync(join(folder, '.vscode'));
  workbench = await session.open(folder);
  await workbench.showTree();
  await workbench.startLabeling();
  for (let count = 1; count <= 8; count++) {
    await workbench.answer(truth.get(await workbench.sampleId()) === 'ham' ? '1' : '2');
    await workbench.labeled(count);
  }
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => workbench.screenshot('themes-failed'));
});
afterAll(async () => {
  await session.stop();
});

const themes = [
  { theme: 'Light 2026', marker: 'vscode-light' },
  { theme: 'Dark 2026', marker: 'vscode-dark' },
  { theme: 'Default High Contrast', marker: 'vscode-high-contrast' },
  { theme: 'Default High Contrast Light', marker: 'vscode-high-contrast-light' },
];

it.each(themes)('draws sample and labels under $theme', async ({ theme, marker }) => {
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
  await workbench.panel.locator(`body.${marker}`).waitFor();
  expect(await workbench.panel.locator('.label').count()).toBe(2);
  await workbench.screenshot(`emails-${marker.replace('vscode-', '')}`);
});
