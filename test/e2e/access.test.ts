// The panel and the pages by ear, by keyboard alone, at 200 %, in high contrast, without motion.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations, spokenTree } from './accessibility.ts';
import { tooFaint } from './contrast.ts';
import { writeLabeledTable, writeManyClasses } from './datasets.ts';
import { readJournal } from './journal.ts';
import { Session } from './session.ts';
import type { Workbench } from './workbench.ts';

let session: Session;
let workbench: Workbench;
let base: string;

const press = (key: string) => workbench.page.keyboard.press(key);
const inPage = async (selector: string, script: string): Promise<unknown> =>
  (await workbench.frameWith(selector)).evaluate(script);
/** What has the focus in the panel. */
const focused = () =>
  inPage(
    '#sample',
    '(({ id, dataset }) => dataset.label ?? dataset.action ?? id)(document.hasFocus() ? document.activeElement : document.body)',
  );
const announced = () => workbench.panel.locator('#announce').textContent();

function set(settings: object): void {
  const all = { 'editor.accessibilitySupport': 'on', ...settings };
  writeFileSync(join(base, '.vscode/settings.json'), JSON.stringify(all));
}
async function theme(name: string, marker: string): Promise<void> {
  set({ 'workbench.colorTheme': name });
  await workbench.panel.locator(`body.${marker}`).waitFor();
}
const themes = [
  ['Light 2026', 'vscode-light'],
  ['Dark 2026', 'vscode-dark'],
  ['Default Light Modern', 'vscode-light'],
  ['Default Dark Modern', 'vscode-dark'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
  ['Default High Contrast', 'vscode-high-contrast:not(.vscode-high-contrast-light)'],
] as const;

beforeAll(async () => {
  session = await Session.start();
  base = session.makeFolder();
  mkdirSync(join(base, '.vscode'));
  set({});
  session.copySample('emails', base);
  writeManyClasses(join(base, 'many'));
  writeLabeledTable(join(base, 'shapes'));
  workbench = await session.open(base);
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => workbench.screenshot('access-failed'));
});
afterAll(async () => {
  await session.stop();
});

describe('by keyboard alone', () => {
  it('begins on the sample, and comes back to it from a note', async () => {
    await workbench.labelThisDataset('emails');
    await workbench.sampleId();
    await expect.poll(focused).toBe('sample');
    await press('n');
    await workbench.enterText('1 s f');
    await workbench.panel.locator('#note', { hasText: '1 s f' }).waitFor();
    await expect.poll(focused).toBe('sample');
    const ops = readJournal(join(base, 'emails')).map(({ op }) => op);
    expect(ops).toEqual(['note']);
  });

  it('leaves the focus on a button that can do nothing any more', async () => {
    await workbench.panel.locator('[data-action="undo"]').focus();
    await press('Enter');
    await workbench.panel.locator('[data-action="undo"][aria-disabled="true"]').waitFor();
    expect(await focused()).toBe('undo');
    await press('Enter');
    await press('Shift+Tab');
    expect(await focused()).toBe('note');
  });

  it('has the keys of VS Code in the filter of classes, and none of its own', async () => {
    await workbench.labelThisDataset('many');
    await workbench.panel.locator('.label[data-label="topic 12"]').waitFor();
    await workbench.sampleId();
    await expect.poll(focused).toBe('sample');
    await press('/');
    await workbench.page.keyboard.type('s1');
    await press('Backspace');
    await press('Backspace');
    await workbench.page.keyboard.type('12');
    await workbench.panel
      .locator('#matches', { hasText: 'Classes that match: 1. Enter labels topic 12.' })
      .waitFor();
    expect(readJournal(join(base, 'many'))).toEqual([]);
    await press('F1');
    await workbench.page.locator('.quick-input-widget input').first().waitFor({ state: 'visible' });
    await press('Escape');
    await expect.poll(focused).toBe('filter');
    await press('Enter');
    await workbench.labeled(1);
    expect(readJournal(join(base, 'many')).at(-1)).toMatchObject({ op: 'label', label: 'topic 12' });
    await press('Escape');
    expect(await focused()).toBe('sample');
  });
});

describe('by ear', () => {
  it('says the answer before the sample that follows, and what was undone', async () => {
    await press('2');
    await workbench.labeled(2);
    await expect.poll(announced).toMatch(/^Answer: topic 1\. Sample 3 of 12\. Note \d+: .*end\./);
    await press('s');
    await expect.poll(announced).toMatch(/^Skipped\. Sample 3 of 12\. /);
    await press('u');
    await expect.poll(announced).toMatch(/^Undone\. Sample 3 of 12\. /);
    await press('r');
    await expect.poll(announced).toMatch(/^Redone\. Sample 3 of 12\. /);
  });

  it('gives everything a name, says no name twice, and nothing aloud that turns', async () => {
    const tree = await spokenTree(workbench.page);
    const find = (role: string) => tree.filter((node) => node.role === role);
    const buttons = find('button');
    expect(buttons.map(({ name }) => name)).toEqual(expect.arrayContaining(['Skip', 'Flag', 'Note', 'Open']));
    expect(buttons.filter(({ name, description }) => name === '' || description.includes(name))).toEqual([]);
    // None of them is on or off but the flag, as long as the sample has no label.
    expect(buttons.filter(({ pressed }) => pressed !== '').map(({ name }) => name)).toEqual(['Flag']);
    expect(buttons.find(({ name }) => name.startsWith('topic 3,'))?.description).toBe('about subject 3');
    const [sample] = find('main');
    expect(sample).toMatchObject({ name: 'Sample' });
    expect(sample!.description).toContain('The keys shown on the buttons answer this sample.');
    expect(find('heading').map(({ name }) => name)).toEqual(['Many classes']);
    expect(await inPage('#sample', 'document.documentElement.lang + document.title')).toBe('enMany classes');
    const [alert, ...others] = await workbench.panel.locator('[role="alert"]').all();
    expect(others).toEqual([]);
    expect(await alert!.getAttribute('id')).toBe('failure');
  });

  it('reads lists without the names of icons, and what is in use', async () => {
    await workbench.commandAndPick('Label Scout: Select Strategy…', /^Many classes/);
    const options = workbench.page.locator('.quick-input-list').getByRole('option');
    await options.filter({ hasText: 'in use' }).first().waitFor();
    const names = await options.evaluateAll((rows) =>
      rows.map((row) => row.getAttribute('aria-label') ?? ''),
    );
    expect(names.filter((name) => /^(blank|check|circle-slash)\b/.test(name))).toEqual([]);
    expect(names.filter((name) => name.includes('in use')).map((name) => name.split(',')[0])).toEqual([
      'Margin',
    ]);
    await press('Escape');
    await expect.poll(focused).toBe('sample');
  });
});

describe('by eye', () => {
  it.each(themes)(
    'can read all of the panel, with a flag, a note and a suggestion, under %s',
    async (name, marker) => {
      if (name === 'Light 2026') {
        await press('1');
        await workbench.panel.locator('.label.suggested').waitFor();
        await press('f');
        await press('n');
        await workbench.enterText('hard to say');
        await workbench.panel.locator('#note', { hasText: 'hard to say' }).waitFor();
        await workbench.panel.locator('.label.suggested').focus();
      }
      await theme(name, marker);
      const frame = await workbench.frameWith('#sample');
      await expect.poll(() => tooFaint(frame)).toEqual([]);
      expect(await seriousViolations(frame)).toEqual([]);
    },
  );

  it('tells in high contrast what has the focus from what is suggested, and what is on from what is off', async () => {
    const look = (selector: string, property: string) =>
      inPage('#sample', `getComputedStyle(document.querySelector('${selector}')).${property}`);
    const suggested = workbench.panel.locator('.label.suggested');
    await suggested.focus();
    await press('Tab');
    const without = await look('.label.suggested', 'outlineStyle');
    await press('Shift+Tab');
    expect([without, await look('.label.suggested', 'outlineStyle')]).toEqual(['none', 'solid']);
    expect(await look('.tool[data-action="flag"]', 'backgroundColor')).not.toBe(
      await look('.tool[data-action="note"]', 'backgroundColor'),
    );
  });

  it('sees nothing move where motion is reduced', async () => {
    const turning = () =>
      inPage(
        '#sample',
        `getComputedStyle(document.querySelector('vscode-progress-ring').shadowRoot.querySelector('circle:last-child')).animationName`,
      );
    const sliding = () =>
      inPage('#sample', `getComputedStyle(document.querySelector('.share')).transitionDuration`);
    set({ 'workbench.reduceMotion': 'off' });
    await expect.poll(turning).not.toBe('none');
    await expect.poll(sliding).not.toBe('0s');
    set({ 'workbench.reduceMotion': 'on' });
    await expect.poll(turning).toBe('none');
    await expect.poll(sliding).toBe('0s');
  });

  /** By how many pixels a page is wider than its panel. */
  const excess = (selector: string) => inPage(selector, 'document.documentElement.scrollWidth - innerWidth');
  const [wide, half] = [
    { width: 1280, height: 800 },
    { width: 640, height: 400 },
  ];

  it('finds everything one below the other at 200 %', async () => {
    await workbench.page.setViewportSize(half);
    await expect.poll(() => inPage('#sample', 'innerWidth')).toBeLessThan(320);
    expect(await excess('#sample')).toBeLessThanOrEqual(0);
    await workbench.screenshot('access-half');
    await workbench.page.setViewportSize(wide);
  });

  it('compares more strategies than there are colors, each line drawn and another, the sentences whole at 200 %', async () => {
    await workbench.commandAndPick('Label Scout: Compare Strategies…', /^Shapes/);
    await workbench.pick(/^Your labels so far/);
    await workbench.page.locator('.quick-input-title', { hasText: /Which strategies/ }).waitFor();
    for (const name of [/^Us/, /^LCS/, /^Hybrid/, /^Committee/, /^Density/, /^TypiClust/])
      await workbench.page.locator('.quick-input-list').getByRole('checkbox', { name }).first().click();
    await press('Enter');
    await workbench.panel.locator('.comparison-page .reading').waitFor({ timeout: 100_000 });
    const frame = await workbench.frameWith('.comparison-page');
    const looks = (await frame.evaluate(
      `[...document.querySelectorAll('.swatch path')].map((line) => ((style) => style.stroke + style.strokeDasharray)(getComputedStyle(line)))`,
    )) as string[];
    expect(looks.length).toBeGreaterThan(7);
    expect(new Set(looks).size).toBe(looks.length);
    for (const [name, marker] of themes) {
      await theme(name, marker);
      await expect.poll(() => tooFaint(frame), { message: name }).toEqual([]);
    }
    await workbench.screenshot('access-comparison');
    const tree = await spokenTree(workbench.page);
    expect(tree.filter(({ role }) => role === 'table' || role === 'image').map(({ name }) => name)).toEqual([
      'Strategies compared on Shapes: Accuracy',
      'Strategies compared on Shapes',
    ]);
    expect(tree.filter(({ role }) => role === 'rowheader')).toHaveLength(looks.length);
    await workbench.page.setViewportSize(half);
    await expect.poll(() => frame.evaluate('innerWidth')).toBeLessThan(320);
    await expect.poll(() => excess('.comparison-page')).toBeLessThanOrEqual(0);
    // A figure is as large as text, however small the chart.
    const scale = `(({ width }, { baseVal }) => width / baseVal.width)(...((svg) => [svg.getBoundingClientRect(), svg.viewBox])(document.querySelector('#curve > svg')))`;
    await expect.poll(() => frame.evaluate(scale)).toBeGreaterThan(0.95);
    await workbench.page.setViewportSize(wide);
  });
});
