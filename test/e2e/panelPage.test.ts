// The labeling page against a host that says what is rare: names like markup, pictures that fail, errors, late news.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PanelClass, Question } from '../../src/protocol/panel.ts';
import { questionOf } from '../unit/editor/panelState.ts';
import { PanelPage } from './panelPage.ts';

let panel: PanelPage;

beforeEach(async () => {
  panel = await PanelPage.open();
});
afterEach(async () => {
  await panel.close();
});

const classOf = (name: string, key: string | null = null): PanelClass => ({
  name,
  key,
  guideline: '',
  count: 0,
});
const few = [classOf('yes', '1'), classOf('no', '2')];

describe('names and texts of a dataset', () => {
  const markup = '<img src="x" onerror="window.ran = true"><b>bold</b>&amp;';
  const samples: readonly Question['sample'][] = [
    { kind: 'text', text: markup, truncated: false },
    { kind: 'row', fields: [{ name: markup, value: markup }] },
    { kind: 'unreadable', path: markup, reason: markup },
  ];

  it.each(samples)('are never markup in a sample of kind $kind', async (sample) => {
    const suggestion = { label: markup, probability: 0.5 };
    const said = { why: markup, note: markup, label: markup };
    await panel.tell({
      dataset: markup,
      classes: [{ ...classOf(markup), guideline: markup }],
      question: questionOf(markup, { sample, suggestion, ...said }),
      message: markup,
      score: markup,
    });
    await panel.page.locator('#sample', { hasText: markup }).waitFor();
    await panel.page.locator('.label', { hasText: markup }).waitFor();
    expect(await panel.page.locator('img, b').count()).toBe(0);
    expect(await panel.page.evaluate('window.ran')).toBeUndefined();
  });
});

describe('a picture that cannot be drawn', () => {
  const name = `${'a-very-long-name-of-a-picture-'.repeat(8)}.png`;
  const picture = { kind: 'image', source: 'http://127.0.0.1:1/a.png', width: 8, height: 8 } as const;

  it('is named in lines that can be read', async () => {
    await panel.tell({ classes: few, question: questionOf(name, { sample: picture }) });
    const sentence = panel.page.locator('#sample p');
    await sentence.waitFor();
    const lines =
      'Math.round(node.getBoundingClientRect().height / parseFloat(getComputedStyle(node).fontSize))';
    const height = (await sentence.evaluate(`(node) => ${lines}`)) as number;
    expect(height).toBeGreaterThan(3);
  });

  it('is loaded again when it is shown again', async () => {
    const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
    await panel.tell({ classes: few, question: questionOf('a', { sample: picture }) });
    await panel.page.locator('#sample p').waitFor();
    await panel.page.route('**/a.png', (route) => route.fulfill({ body: pixel, contentType: 'image/gif' }));
    await panel.tell({ classes: few, question: questionOf('b') });
    await panel.tell({ classes: few, question: questionOf('a', { sample: picture }) });
    await panel.page.locator('#sample img').waitFor();
  });
});
