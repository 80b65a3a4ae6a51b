// Everything that needs no dataset of its own size shares one server, one window and one workspace.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations } from './accessibility.ts';
import { writeJournal, writeNotes, writePictures, writeTable, writeUnknownNotes } from './datasets.ts';
import { mountTinyDisk, type TinyDisk } from './fullDisk.ts';
import { readJournal } from './journal.ts';
import { Session } from './session.ts';
import { readTruth } from './truth.ts';
import type { Workbench } from './workbench.ts';

const truth = readTruth('digits');
let session: Session;
let workbench: Workbench;
let base: string;
let newerJournal: string;
let disk: TinyDisk | undefined;

const inBase = (name: string): string => join(base, name);
const labelsOf = (name: string) => readJournal(inBase(name)).filter(({ op }) => op === 'label');
const press = (key: string) => workbench.page.keyboard.press(key);

beforeAll(async () => {
  session = await Session.start();
  base = session.makeFolder();
  mkdirSync(inBase('.vscode'));
  session.copySample('digits', base);
  writeUnknownNotes(inBase('unknown'));
  await writePictures(inBase('pictures'));
  writeTable(inBase('crowd'), 10_000);
  writeNotes(inBase('newer'), 'From the future');
  newerJournal = writeJournal(inBase('newer'), [{ op: 'label', id: '1.txt', label: 'yes', v: 2 }]);
  writeNotes(inBase('full'), 'Full disk');
  disk = mountTinyDisk(inBase('full/.label-scout'));
  // One label, and a note that fills the journal's page: the next entry needs room on the disk.
  const entries = (text: string) => [
    { op: 'label', id: '1.txt', label: 'yes' },
    { op: 'note', id: '1.txt', text },
  ];
  const journal = writeJournal(inBase('full'), entries(''));
  writeJournal(inBase('full'), entries('x'.repeat(4096 - statSync(journal).size)));
  disk?.fill();
  workbench = await session.open(base);
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => workbench.screenshot('editor-failed'));
});
afterAll(async () => {
  disk?.unmount();
  await session.stop();
});

async function theme(name: string, marker: string): Promise<void> {
  writeFileSync(inBase('.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': name }));
  await workbench.panel.locator(`body.${marker}`).waitFor();
}

describe('quick fingers', () => {
  it('lose no key while a sample is on screen, and label none that was not', async () => {
    await workbench.labelThisDataset('digits');
    await workbench.sampleId();
    const frame = await workbench.frameWith('#sample');
    await frame.evaluate(`
      globalThis.answered = [];
      globalThis.shown = [];
      const place = document.getElementById('sample');
      const note = () => place.dataset.id && globalThis.shown.push(place.dataset.id);
      new MutationObserver(note).observe(place, { attributes: true, attributeFilter: ['data-id'] });
      note();
      const answer = ({ key }) => place.dataset.id && globalThis.answered.push([place.dataset.id, key]);
      addEventListener('keydown', answer, true);
    `);
    const answers = async () => (await frame.evaluate('answered')) as [id: string, key: string][];
    for (let key = 0; (await answers()).length < 12; key++) {
      await press(String(key % 10));
      await workbench.page.waitForTimeout(80);
    }
    const answered = await answers();
    await expect.poll(() => labelsOf('digits').length).toBe(answered.length);
    expect(labelsOf('digits').map(({ id, label }) => [id, label])).toEqual(answered);
    // Nothing on screen gives way to another sample before it is answered.
    const shown = (await frame.evaluate('shown')) as string[];
    expect(shown.slice(0, answered.length)).toEqual(answered.map(([id]) => id));
    expect(new Set(shown).size).toBe(shown.length);
    await workbench.labeled(answered.length);
  });
});

describe('accessibility', () => {
  it('announces each new sample: its place, what it is, what the model says', async () => {
    await workbench.panel.locator('#sample').press('9');
    const announced = workbench.panel.locator('#announce');
    const seen: string[] = [];
    for (let sample = 0; sample < 4; sample++) {
      const id = await workbench.sampleId();
      await expect.poll(() => announced.textContent()).toContain(`Image ${id}, 28 × 28 pixels`);
      const text = (await announced.textContent()) ?? '';
      expect(text).toMatch(/^Answer: \d\. Sample \d+ of 2,000\. /);
      const [suggested] = await workbench.panel
        .locator('.label.suggested')
        .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-label')));
      if (suggested !== undefined) expect(text).toContain(`Suggestion: ${suggested}, `);
      seen.push(text);
      await workbench.answer(truth.get(id)!);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(await announced.getAttribute('aria-live')).toBe('polite');
  });

  it('reaches every button by Tab, with a focus that is seen', async () => {
    await workbench.panel.locator('#sample').focus();
    // The sample has the focus from the start, and shows it once somebody goes from place to place.
    await press('Tab');
    await press('Shift+Tab');
    const frame = await workbench.frameWith('#sample');
    const reached: string[] = [];
    for (let step = 0; step < 20; step++) {
      const { name, outline } = (await frame.evaluate(`(() => {
        const { dataset, id } = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return { name: dataset.label ?? dataset.action ?? id, outline: outlineStyle + outlineWidth };
      })()`)) as { name: string; outline: string };
      expect(outline, name).toMatch(/^(solid|auto)[1-9]/);
      if (reached.includes(name)) break;
      reached.push(name);
      if (name === 'reveal') break;
      await press('Tab');
    }
    const tools = await workbench.panel
      .locator('.tool')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-action')));
    expect(reached).toEqual(['sample', ...'0123456789', ...tools]);
  });

  it('labels, flags and skips by Enter and Space on the buttons', async () => {
    const before = labelsOf('digits').length;
    const button = (selector: string) => workbench.panel.locator(selector);
    await button('[data-label="4"]').press('Enter');
    await workbench.labeled(before + 1);
    expect(labelsOf('digits').at(-1)).toMatchObject({ label: '4' });
    await button('[data-action="flag"]').press('Space');
    await expect.poll(() => readJournal(inBase('digits')).at(-1)?.op).toBe('flag');
    await button('[data-action="skip"]').press('Enter');
    await expect.poll(() => readJournal(inBase('digits')).at(-1)?.op).toBe('skip');
    await button('[data-action="undo"][aria-disabled="false"]').press('Enter');
    await expect.poll(() => readJournal(inBase('digits')).at(-1)?.op).toBe('undo');
    await button('[data-action="redo"][aria-disabled="false"]').press('Space');
    await expect.poll(() => readJournal(inBase('digits')).at(-1)?.op).toBe('redo');
  });

  it.each([
    ['Light 2026', 'vscode-light'],
    ['Default High Contrast', 'vscode-high-contrast'],
  ])('has no serious violation in the panel under %s', async (name, marker) => {
    await theme(name, marker);
    expect(await seriousViolations(await workbench.frameWith('#sample'))).toEqual([]);
  });

  it.each([
    ['Default High Contrast', 'vscode-high-contrast'],
    ['Light 2026', 'vscode-light'],
  ])('has no serious violation in the chart under %s', async (name, marker) => {
    await workbench.command('Label Scout: Show Learning Curve');
    await workbench.panel.locator('#curve > svg').waitFor();
    await theme(name, marker);
    expect(await seriousViolations(await workbench.frameWith('#curve'))).toEqual([]);
  });
});

describe('labels by the dialogs', () => {
  it('go out to the file that is proposed', async () => {
    const file = inBase('digits/Handwritten-digits-labels.csv');
    await workbench.commandAndPick('Label Scout: Export Labels…', /^Handwritten digits/);
    await workbench.pick(/^CSV/);
    await workbench.saveAsProposed('Handwritten-digits-labels.csv');
    await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(0);
    const [header, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
    expect(header).toMatch(/^id,label,/);
    expect(rows).toHaveLength(new Set(labelsOf('digits').map(({ id }) => id)).size);
  });

  it('come in from a file, after a look at what would be written', async () => {
    const id = [...truth.keys()].find((candidate) =>
      labelsOf('digits').every((entry) => entry.id !== candidate),
    );
    writeFileSync(inBase('more.csv'), `id,label\n${id},7\nnowhere.png,7\n`);
    await workbench.commandAndPick('Label Scout: Import Labels…', /^Handwritten digits/);
    await workbench.openFile(inBase('more.csv'));
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Import 1 label?').waitFor();
    await dialog.getByText('nowhere.png').waitFor();
    await dialog.getByRole('button', { name: 'Import' }).click();
    await expect.poll(() => labelsOf('digits').at(-1)).toMatchObject({ id, label: '7' });
  });
});

describe('comparing strategies', () => {
  it('replays the labels so far, and says what they allow to say', async () => {
    const rows = [...truth].slice(0, 80).map(([id, label]) => `${id},${label}\n`);
    writeFileSync(inBase('more.csv'), `id,label\n${rows.join('')}`);
    await workbench.commandAndPick('Label Scout: Import Labels…', /^Handwritten digits/);
    await workbench.openFile(inBase('more.csv'));
    await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Import' }).click();
    await expect.poll(() => labelsOf('digits').length).toBeGreaterThan(60);
    await workbench.commandAndPick('Label Scout: Compare Strategies…', /^Handwritten digits/);
    await workbench.confirmPicks(/Which strategies/);
    const reading = workbench.panel.locator('.comparison-page .reading');
    await reading.waitFor({ timeout: 60_000 });
    expect(await reading.textContent()).toMatch(/^Margin (beats|is worse than|cannot be told from) random/i);
    const compared = workbench.panel.locator('.comparison-page tbody th');
    expect(await compared.allTextContents()).toEqual(['Rs — random', 'Margin']);
    expect(await seriousViolations(await workbench.frameWith('.comparison-page'))).toEqual([]);
    await workbench.screenshot('comparison');
  });
});

describe('bad input', () => {
  it('shows an unreadable image as such, and goes on after a skip', async () => {
    await workbench.labelThisDataset('pictures');
    const unreadable: string[] = [];
    for (let sample = 0; sample < 4; sample++) {
      const id = await workbench.sampleId();
      expect(id).toMatch(/^[abcd]\.png$/);
      if ((await workbench.panel.locator('#sample .unreadable').count()) > 0) unreadable.push(id);
      if (sample === 0) await workbench.panel.locator('#sample').press('s');
      else await press('s');
      await workbench.panel.locator(`#sample:not([data-id="${id}"])`).waitFor();
    }
    expect(unreadable.sort()).toEqual(['b.png', 'c.png']);
    await expect
      .poll(() => readJournal(inBase('pictures')).map(({ op }) => op))
      .toEqual(['skip', 'skip', 'skip', 'skip']);
  });

  it('refuses 10,000 classes with a sentence', async () => {
    await workbench.labelThisDataset('crowd');
    await expect
      .poll(() => workbench.message())
      .toMatch(/10,000 different labels are more than 1,000 classes/);
  });

  it('refuses the journal of a newer version, and writes nothing to it', async () => {
    const before = readFileSync(newerJournal, 'utf8');
    await workbench.labelThisDataset('newer');
    await expect.poll(() => workbench.message()).toMatch(/newer Label Scout wrote this journal/);
    await workbench.panel.locator('#sample').press('1');
    expect(readFileSync(newerJournal, 'utf8')).toBe(before);
  });

  it('comes back to a sample whose label finds the disk full, counts nothing, and goes on', async ({
    skip,
  }) => {
    if (disk === undefined) skip('a full disk needs Linux and the rights to mount one');
    await workbench.labelThisDataset('full');
    await workbench.labeled(1);
    const id = await workbench.sampleId();
    await workbench.panel.locator('#sample').press('1');
    await expect.poll(() => workbench.message()).toMatch(/could not be saved.*full/i);
    expect(await workbench.sampleId()).toBe(id);
    await workbench.labeled(1);
    await workbench.screenshot('disk-full');
    disk!.free();
    await workbench.answer('1');
    await workbench.labeled(2);
    expect(labelsOf('full').map((entry) => entry.id)).toEqual(['1.txt', id]);
  });
});

it('makes a folder a dataset from the Explorer, and labels it', async () => {
  await workbench.labelThisDataset('unknown');
  await workbench.enterText('ham, spam');
  await workbench.panel.locator('.label[data-label="spam"]').waitFor();
  // The classes are there before the first sample is chosen, and a key without one answers nothing.
  await workbench.sampleId();
  await workbench.panel.locator('#sample').press('2');
  await workbench.labeled(1);
  expect(labelsOf('unknown')[0]).toMatchObject({ label: 'spam' });
});
