// What a person does about what was answered before: looks again, corrects, renames, moves the folder.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { seriousViolations } from './accessibility.ts';
import { writeNotes } from './datasets.ts';
import { readJournal } from './journal.ts';
import { Session } from './session.ts';
import type { Workbench } from './workbench.ts';

let session: Session;
let workbench: Workbench;
let base: string;
let dataset: string;

beforeAll(async () => {
  session = await Session.start();
  base = session.makeFolder();
  dataset = writeNotes(join(base, 'notes'), 'Notes');
  workbench = await session.open(base);
  await workbench.showTree();
  await workbench.startLabeling();
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => workbench.screenshot('corrections-failed'));
});
afterAll(async () => {
  await session.stop();
});

const last = () => readJournal(dataset).at(-1);
const press = (key: string) => workbench.page.keyboard.press(key);
const labelsOf = (id: string) =>
  readJournal(dataset)
    .filter((entry) => entry.op === 'label' && entry.id === id)
    .map(({ label }) => label);

let first: string;

it('keeps a note, and the focus where the next key labels', async () => {
  first = await workbench.sampleId();
  await press('n');
  await workbench.enterText('hard to say');
  await workbench.panel.locator('#note', { hasText: 'hard to say' }).waitFor();
  expect(last()).toMatchObject({ op: 'note', id: first });
  expect(await seriousViolations(await workbench.frameWith('#sample'))).toEqual([]);
  await workbench.answer('1');
  await workbench.labeled(1);
  expect(await workbench.panel.locator('#note').isHidden()).toBe(true);
});

it('comes back to a sample by its note, and corrects its label', async () => {
  await workbench.answer('2');
  await workbench.labeled(2);
  await workbench.commandAndPick('Label Scout: Go to Sample…', /hard to say/);
  await workbench.panel.locator(`#sample[data-id="${first}"]`).waitFor();
  await workbench.panel.locator('.label[data-label="yes"][aria-pressed="true"]').waitFor();
  await workbench.panel.locator('#sample').press('2');
  await expect.poll(() => labelsOf(first)).toEqual(['yes', 'no']);
  await workbench.labeled(2);
});

it('goes on from a sample it came back to, while auto-advance is off', async () => {
  mkdirSync(join(base, '.vscode'));
  writeFileSync(join(base, '.vscode/settings.json'), JSON.stringify({ 'labelScout.autoAdvance': false }));
  const sample = workbench.panel.locator(`#sample[data-id="${first}"]`);
  const comeBack = async () => {
    await workbench.commandAndPick('Label Scout: Go to Sample…', /hard to say/);
    await sample.waitFor();
  };
  await comeBack();
  // It stays with its label: the setting counts by now.
  await expect
    .poll(async () => {
      if ((await workbench.sampleId()) !== first) await comeBack();
      await sample.press('2');
      return await workbench.sampleId();
    })
    .toBe(first);
  await comeBack();
  await sample.press('Enter');
  await workbench.panel.locator(`#sample[data-id]:not([data-id=""], [data-id="${first}"])`).waitFor();
  writeFileSync(join(base, '.vscode/settings.json'), '{}');
});

it('renames a class from the tree, keeps its key, and takes the name back', async () => {
  const row = workbench.treeRow(/^yes: 0/);
  await workbench.enterFromMenu(row, 'Rename Class', 'New name of “yes”', 'certainly');
  const button = workbench.panel.locator('.label[data-label="certainly"]');
  await button.waitFor();
  expect(await button.locator('kbd').textContent()).toBe('1');
  expect(last()).toMatchObject({ op: 'rename-class', from: 'yes', to: 'certainly' });
  await workbench.panel.locator('#sample').press('1');
  await workbench.labeled(3);
  expect(last()).toMatchObject({ op: 'label', label: 'certainly' });
  await workbench.panel.locator('#sample').press('u');
  await workbench.labeled(2);
  await workbench.panel.locator('#sample').press('u');
  await workbench.panel.locator('.label[data-label="yes"]').waitFor();
});

it('says so when its folder is renamed, finds it there, and shows it again when it is back', async () => {
  renameSync(dataset, join(base, 'moved'));
  expect(await workbench.message()).toMatch(/notes\/label-scout\.json is not in this workspace any more/);
  await expect.poll(() => workbench.page.getByRole('treeitem', { name: /^Notes:/ }).count()).toBe(1);
  renameSync(join(base, 'moved'), dataset);
  await workbench.sampleId();
  await workbench.labeled(2);
});

it('leaves the sample room, and nothing on top of anything, at 200 %', async () => {
  await workbench.panel.locator('#sample').press('1');
  await workbench.labeled(3);
  await workbench.page.setViewportSize({ width: 640, height: 400 });
  const box = async (selector: string) => (await workbench.panel.locator(selector).boundingBox())!;
  await expect.poll(async () => (await box('#status')).width).toBeLessThan(320);
  expect((await box('#sample')).height).toBeGreaterThan(100);
  const [progress, saved] = [await box('#progress'), await box('#saved')];
  const [beside, below] = [progress.x + progress.width <= saved.x, progress.y + progress.height <= saved.y];
  expect(beside || below).toBe(true);
  const [sample, answers] = [await box('#sample'), await box('#answers')];
  expect(sample.y + sample.height).toBeLessThanOrEqual(answers.y);
  await workbench.screenshot('narrow');
});
