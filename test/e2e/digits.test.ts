import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readJournal } from './journal.ts';
import { Session } from './session.ts';
import { readTruth } from './truth.ts';
import type { Workbench } from './workbench.ts';

const truth = readTruth('digits');
let session: Session;
let workbench: Workbench;
let dataset: string;

beforeAll(async () => {
  session = await Session.start();
  dataset = session.copySample('digits');
  workbench = await session.open(dataset);
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => workbench.screenshot('digits-failed'));
});
afterAll(async () => {
  await session.stop();
});

const labels = () => readJournal(dataset).filter(({ op }) => op === 'label');

describe('labeling twenty digits by keys only', () => {
  it('shows a next sample after every key', async () => {
    await workbench.startLabeling();
    for (let count = 1; count <= 20; count++) {
      await workbench.answer(truth.get(await workbench.sampleId())!);
      await workbench.labeled(count);
    }
  });

  it('has every answer on the disk, once and as given', () => {
    expect(labels()).toHaveLength(20);
    expect(new Set(labels().map(({ id }) => id)).size).toBe(20);
    for (const { id, label } of labels()) expect(label).toBe(truth.get(id!));
  });

  it('counts them in the tree', async () => {
    await workbench.showTree();
    await workbench.treeRow('Handwritten digits: 20 of 2,000 labeled').waitFor();
    await workbench.treeRow('Classes: 20 labeled').waitFor();
    await workbench.screenshot('digits-light');
  });

  it('reads dataset and saved label whole where the window is narrow: the bar gives way', async () => {
    await workbench.page.setViewportSize({ width: 1010, height: 800 });
    const status = workbench.panel.locator('#status');
    const widths = (part: string): Promise<[shown: number, whole: number]> =>
      status.locator(part).evaluate(({ clientWidth, scrollWidth }) => [clientWidth, scrollWidth]);
    await expect.poll(async () => (await widths('progress'))[0]).toBeLessThan(100);
    for (const part of ['h1', '#saved']) {
      const [shown, whole] = await widths(part);
      expect(whole, part).toBe(shown);
    }
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('takes the last answer back, and gives it again, as entries of the journal', async () => {
    await workbench.panel.locator('#sample').press('u');
    await workbench.labeled(19);
    expect(readJournal(dataset).at(-1)).toMatchObject({ op: 'undo', target: labels().at(-1)?.e });
    await workbench.panel.locator('#sample').press('r');
    await workbench.labeled(20);
    expect(readJournal(dataset).at(-1)).toMatchObject({ op: 'redo', target: labels().at(-1)?.e });
  });

  it('keeps a skipped sample apart from the labeled ones', async () => {
    const skipped = await workbench.sampleId();
    await workbench.answer('s');
    await expect.poll(() => readJournal(dataset).at(-1)).toMatchObject({ op: 'skip', id: skipped });
    await workbench.labeled(20);
  });

  it('is as it was when the window is closed and opened again', async () => {
    const before = readJournal(dataset);
    await workbench.close();
    workbench = await session.open(dataset);
    await workbench.startLabeling();
    await workbench.labeled(20);
    expect(readJournal(dataset)).toEqual(before);
    expect(before.filter(({ op }) => op === 'label').map(({ id }) => id)).not.toContain(
      await workbench.sampleId(),
    );
  });

  it('goes on after the window is reloaded', async () => {
    await workbench.reload();
    await workbench.labeled(20);
    await workbench.panel.locator('#sample').press(truth.get(await workbench.sampleId())!);
    await workbench.labeled(21);
  });

  it('asks nothing of the network', () => {
    expect(session.outsideRequests).toEqual([]);
  });
});
