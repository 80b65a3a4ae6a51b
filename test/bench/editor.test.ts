// npm run bench:editor: how long a labeling person waits, in the packed extension and a real browser.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isHeldOut } from '../../src/engine/heldOut.ts';
import { createRng } from '../../src/engine/rng.ts';
import { readJournal } from '../e2e/journal.ts';
import { Session, artifacts } from '../e2e/session.ts';
import type { Workbench } from '../e2e/workbench.ts';

const rows = 100_000;
const columns = 20;
const warmUpKeys = 20;
const measuredKeys = 100;
const testShare = 0.1;
const seed = 1;
const classes = ['below', 'above'] as const;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'label-scout-')));
let session: Session;
let workbench: Workbench;

/** A table whose class is the sign of a product of two of its columns: something a forest has to learn. */
function writeTable(): void {
  const rng = createRng(1);
  const names = Array.from({ length: columns }, (_, column) => `x${column}`);
  const lines = [`id,${names.join(',')}`];
  for (let row = 0; row < rows; row++) {
    lines.push([row, ...names.map(() => (rng.uniform() * 2 - 1).toFixed(4))].join(','));
  }
  writeFileSync(join(folder, 'table.csv'), `${lines.join('\n')}\n`);
  const manifest = {
    version: 1,
    name: 'Product of two columns',
    source: { kind: 'table', files: ['table.csv'], id: 'id', show: ['x0', 'x1'] },
    classes: classes.map((name) => ({ name })),
    model: 'forest',
    strategy: 'margin',
    testShare,
    seed,
  };
  writeFileSync(join(folder, 'label-scout.json'), JSON.stringify(manifest));
}

/** What the page keeps while it measures: written by `instrument`, read by `takeDelays`. */
interface Measuring {
  delays: number[];
}

/**
 * Measures inside the panel's page: from the key's own time stamp to the second animation frame after the
 * sample on screen changed. Sent as text: it runs in the page, whose types this file does not know.
 */
const instrument = `(() => {
  const measuring = (globalThis.measuring = { delays: [] });
  let pressed = 0;
  addEventListener('keydown', (event) => { pressed = event.timeStamp; }, { capture: true });
  new MutationObserver(() => {
    const since = pressed;
    pressed = 0;
    if (since === 0) return;
    requestAnimationFrame(() => requestAnimationFrame(() => measuring.delays.push(performance.now() - since)));
  }).observe(document.getElementById('sample'), { attributes: true, attributeFilter: ['data-id'] });
})()`;

async function panelFrame(): Promise<Frame> {
  for (const frame of workbench.page.frames()) {
    if ((await frame.locator('#sample').count()) > 0) return frame;
  }
  throw new Error('the panel is not open');
}

/** The right answer to the row on screen, as a key. */
async function rightKey(): Promise<string> {
  const cells = await workbench.panel.locator('#sample td').allInnerTexts();
  const [first, second] = cells.map(Number) as [number, number];
  return first * second > 0 ? '2' : '1';
}

/** How many samples were chosen by a ranking that did not know every label given before them. */
function countStale(): number {
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

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;

beforeAll(async () => {
  writeTable();
  session = await Session.start();
  workbench = await session.open(folder);
});
afterAll(async () => {
  await session.stop();
  rmSync(folder, { recursive: true, force: true });
});

it(`shows the next of ${rows} rows after a key`, { timeout: 600_000 }, async () => {
  await workbench.startLabeling();
  const frame = await panelFrame();
  await frame.evaluate(instrument);
  const gaps = createRng(2);
  for (let key = 0; key < warmUpKeys + measuredKeys; key++) {
    await workbench.page.waitForTimeout(300 + gaps.uniform() * 300);
    await workbench.answer(await rightKey());
  }
  await workbench.page.waitForTimeout(500);
  const { delays } = (await frame.evaluate('globalThis.measuring')) as Measuring;
  expect(delays.length).toBeGreaterThanOrEqual(warmUpKeys + measuredKeys - 1);

  const measured = delays.slice(-measuredKeys).sort((a, b) => a - b);
  const result = {
    benchmark: 'keydown to the second animation frame that shows the next sample',
    ...{ rows, columns, keys: measured.length, model: 'forest', strategy: 'margin', cores: cpus().length },
    chosenWithoutTheLastAnswer: countStale(),
    milliseconds: {
      p50: percentile(measured, 0.5),
      p95: percentile(measured, 0.95),
      max: percentile(measured, 1),
    },
  };
  mkdirSync(artifacts, { recursive: true });
  writeFileSync(join(artifacts, 'bench-editor.json'), JSON.stringify(result));
});
