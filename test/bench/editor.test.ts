// npm run bench:editor: how long a labeling person waits, in the packed extension and a real browser.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isHeldOut } from '../../src/engine/heldOut.ts';
import { readJournal } from '../e2e/journal.ts';
import { Session, artifacts } from '../e2e/session.ts';
import { readTruth } from '../e2e/truth.ts';
import { answerMany, measureDelays, summarize, takeDelays } from './delays.ts';
import { columns, rows, seed, testShare, writeTable } from './table.ts';

const warmUpKeys = 20;
const measuredKeys = 100;
let session: Session;
/** What is measured, written at the end: with `bench:editor` it is printed. */
const results = {
  benchmark: 'keydown to the second animation frame that shows the next sample',
  cores: cpus().length,
};

beforeAll(async () => {
  session = await Session.start();
});
afterAll(async () => {
  await session.stop();
  mkdirSync(artifacts, { recursive: true });
  writeFileSync(join(artifacts, 'bench-editor.json'), JSON.stringify(results));
});

/** How many samples were chosen by a ranking that did not know every label given before them. */
function countStale(folder: string): number {
  let known = 0;
  let stale = 0;
  for (const { op, id, round } of readJournal(folder)) {
    // Measuring questions are drawn at random, and never learned from.
    if (op !== 'label' || isHeldOut(id!, seed, testShare)) continue;
    if (round !== undefined && round < known) stale++;
    known++;
  }
  return stale;
}

it(`shows the next of ${rows} rows after a key`, { timeout: 600_000 }, async () => {
  const folder = session.makeFolder();
  writeTable(folder);
  const workbench = await session.open(folder);
  await workbench.startLabeling();
  const frame = await measureDelays(workbench);
  await answerMany(workbench, warmUpKeys + measuredKeys, async () => {
    const cells = await workbench.panel.locator('#sample td').allInnerTexts();
    const [first, second] = cells.map(Number) as [number, number];
    return first * second > 0 ? '2' : '1';
  });
  const delays = await takeDelays(frame);
  expect(delays.length).toBeGreaterThanOrEqual(warmUpKeys + measuredKeys - 1);
  Object.assign(results, {
    rows,
    columns,
    model: 'forest',
    strategy: 'margin',
    chosenWithoutTheLastAnswer: countStale(folder),
    ...summarize(delays.slice(-measuredKeys)),
  });
  await workbench.close();
});

it('shows the next picture after a key while a network trains', { timeout: 600_000 }, async () => {
  const truth = readTruth('digits');
  const folder = session.copySample('digits');
  const path = join(folder, 'label-scout.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...manifest, model: 'cnn', strategy: 'margin' }));
  const workbench = await session.open(folder);
  await workbench.startLabeling();
  await workbench.showTree();
  await workbench.panel.locator('#sample').focus();
  const frame = await measureDelays(workbench);
  let training = 0;
  await answerMany(workbench, warmUpKeys + measuredKeys, async () => {
    if (!/idle/.test((await workbench.treeRow(/^Trainer/).textContent()) ?? '')) training++;
    return truth.get(await workbench.sampleId())!;
  });
  const delays = await takeDelays(frame);
  // Of the first keys some come before there are two classes to train on.
  expect(training).toBeGreaterThan(measuredKeys / 2);
  Object.assign(results, {
    whileNetworkTrains: {
      model: 'cnn',
      strategy: 'margin',
      pictures: truth.size,
      keysWhileTraining: training,
      ...summarize(delays.slice(-measuredKeys)),
    },
  });
  await workbench.close();
});
