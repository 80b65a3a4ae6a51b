import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeJournal } from './datasets.ts';
import { readJournal } from './journal.ts';
import { Session } from './session.ts';
import type { Workbench } from './workbench.ts';

let session: Session;
let workbench: Workbench;
let dataset: string;

beforeAll(async () => {
  session = await Session.start({ trust: false });
  dataset = session.copySample('digits');
  writeJournal(dataset, [
    { op: 'label', id: 'images/0000.png', label: '3' },
    { op: 'label', id: 'images/0001.png', label: '7' },
  ]);
  workbench = await session.open(dataset);
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => workbench.screenshot('restricted-failed'));
});
afterAll(async () => {
  await session.stop();
});

describe('a folder that is not trusted', () => {
  it('shows the counts of its labels', async () => {
    await workbench.showTree();
    await workbench.treeRow(/^Handwritten digits: 2 labeled/).waitFor();
    await workbench.screenshot('restricted');
  });

  it('is not read: what needs its data is refused with a sentence', async () => {
    await workbench.commandAndPick('Label Scout: Export Labels…', /^CSV/);
    await workbench.notification(/not trusted, so its data is not read/).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('offers no labeling', async () => {
    expect(await workbench.offers('Label Scout: Start Labeling')).toBe(false);
    expect(await workbench.offers('Label Scout: Restart Trainer')).toBe(false);
    expect(await workbench.offers('Label Scout: Show Learning Curve')).toBe(true);
  });

  it('has nothing written into it', () => {
    expect(readJournal(dataset)).toHaveLength(2);
    expect(existsSync(join(dataset, '.label-scout/cache'))).toBe(false);
  });

  it('asks nothing of the network', () => {
    expect(session.outsideRequests).toEqual([]);
  });
});
