// The labeling page against a host that says what is rare: names like markup, pictures that fail, errors, late news.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PanelClass, PanelState, Question } from '../../src/protocol/panel.ts';
import { questionOf } from '../unit/editor/panelState.ts';
import { launchBrowser } from './browser.ts';
import { PanelPage } from './panelPage.ts';

let browser: Browser;
let panel: PanelPage;

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  panel = await PanelPage.open(browser);
});
afterEach(async () => {
  await panel.page.close();
});
afterAll(async () => {
  await browser.close();
});

const classOf = (name: string, key: string | null = null): PanelClass => ({
  name,
  key,
  guideline: '',
  count: 0,
});
const few = [classOf('yes', '1'), classOf('no', '2')];
const many = Array.from({ length: 200 }, (_, index) => classOf(`topic ${index}`));
const focused = () =>
  panel.page.evaluate(
    '(({ id, dataset }) => dataset.label ?? dataset.action ?? id)(document.activeElement)',
  ) as Promise<string>;

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

it('says where the value of a cell is cut', async () => {
  const fields = [
    { name: 'book', value: 'the beginning', truncated: true },
    { name: 'title', value: 'whole' },
  ];
  await panel.tell({ classes: few, question: questionOf('1', { sample: { kind: 'row', fields } }) });
  const cells = panel.page.locator('#sample td');
  await cells.first().waitFor();
  expect(await cells.allInnerTexts()).toEqual([expect.stringMatching(/^the beginning\s+Cut here/), 'whole']);
});

describe('a picture that cannot be drawn', () => {
  const name = `${'a-very-long-name-of-a-picture-'.repeat(8)}.png`;
  const picture = { kind: 'image', source: 'http://127.0.0.1:1/a.png', width: 8, height: 8 } as const;

  it('is named in lines that can be read', async () => {
    await panel.tell({ classes: few, question: questionOf(name, { sample: picture }) });
    await panel.page.locator('#sample p').waitFor();
    const height = await panel.page.evaluate(
      '((node) => node.clientHeight / parseFloat(getComputedStyle(node).fontSize))(document.querySelector("#sample p"))',
    );
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

describe('the list of many classes', () => {
  const question = (id: string, label: string) => questionOf(id, { suggestion: { label, probability: 0.5 } });
  const scrolled = () =>
    panel.page.evaluate('document.querySelector("#labels").scrollTop') as Promise<number>;

  it('stays where it was scrolled to, until there is another suggestion', async () => {
    await panel.tell({ classes: many, question: question('a', 'topic 3') });
    await panel.page.evaluate('document.querySelector("#labels").scrollTop = 400');
    await panel.tell({ classes: many, question: question('a', 'topic 3'), training: true });
    expect(await scrolled()).toBe(400);
    await panel.tell({ classes: many, question: question('b', 'topic 3') });
    expect(await scrolled()).toBeLessThan(100);
  });

  it('takes the Enter that ends a composition for no answer', async () => {
    await panel.tell({ classes: many, question: questionOf('a') });
    await panel.page.locator('#filter').fill('topic 12');
    const enter = `new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })`;
    await panel.page.evaluate(`document.querySelector('#filter').dispatchEvent(${enter})`);
    expect(await panel.page.locator('#filter').inputValue()).toBe('topic 12');
    await panel.page.locator('#filter').press('Enter');
    expect((await panel.sent()).slice(1)).toMatchObject([{ type: 'label', label: 'topic 12' }]);
  });

  it('keeps what is typed into the filter when the classes change', async () => {
    await panel.tell({ classes: many, question: questionOf('a') });
    await panel.page.locator('#filter').fill('topic 199');
    await panel.tell({ classes: [...many, classOf('another')], question: questionOf('a') });
    expect(await panel.page.locator('.label:visible').count()).toBe(1);
  });

  it('shows a guideline that came later', async () => {
    await panel.tell({ classes: few, question: questionOf('a') });
    const explained = few.map((shown) => ({ ...shown, guideline: `about ${shown.name}` }));
    await panel.tell({ classes: explained, question: questionOf('a', { label: 'no' }) });
    await panel.page.locator('#guideline', { hasText: 'no: about no' }).waitFor();
  });
});

describe('the room on the page', () => {
  const box = async (id: string) => (await panel.page.locator(`#${id}`).boundingBox())!;
  const excess = () => panel.page.evaluate('document.scrollingElement.scrollHeight - innerHeight');
  const everything: Partial<PanelState> = {
    classes: ['yes', 'no', 'perhaps', 'never'].map((name) => ({
      ...classOf(name),
      guideline: `about ${name}`,
    })),
    question: questionOf('a', {
      sample: { kind: 'text', text: 'Some words to read. '.repeat(200), truncated: true },
      note: 'hard to say',
      why: 'The model wavers.',
      suggestion: { label: 'no', probability: 0.8 },
    }),
    message: 'The data has changed on disk since it was read: what you see here is as it was.',
    actions: ['readAgain'],
  };

  it.each([
    [900, 700],
    [320, 500],
    [320, 300],
  ])('is enough for the sample, and for all of its own for the rest, at %i × %i', async (width, height) => {
    await panel.page.setViewportSize({ width, height });
    await panel.tell(everything);
    await panel.page.locator('#sample', { hasText: 'Some words' }).waitFor();
    const boxes = await Promise.all(
      ['status', 'message', 'actions', 'sample', 'note', 'why', 'answers', 'tools'].map(box),
    );
    boxes.slice(1).forEach(({ y }, index) => {
      expect(y).toBeGreaterThanOrEqual(boxes[index]!.y + boxes[index]!.height - 0.5);
    });
    expect((await box('sample')).height).toBeGreaterThan(100);
    const overflowing = `[...document.querySelectorAll('#status, #message, #why, #answers, #tools')]
      .filter((part) => part.scrollHeight > part.clientHeight + 1).map(({ id }) => id)`;
    expect(await panel.page.evaluate(overflowing)).toEqual([]);
  });

  it.each([320, 900])('is kept by words that have no end, %i pixels wide', async (width) => {
    const word = 'endless'.repeat(60);
    await panel.page.setViewportSize({ width, height: 700 });
    await panel.tell({
      dataset: word,
      classes: [{ ...classOf(word), guideline: word }, classOf('no')],
      question: questionOf('a', {
        sample: { kind: 'row', fields: [{ name: word, value: word }] },
        suggestion: { label: word, probability: 0.8 },
        note: word,
        why: word,
      }),
      message: word,
      score: word,
    });
    await panel.page.locator('#sample', { hasText: word }).waitFor();
    expect(await panel.page.evaluate('document.scrollingElement.scrollWidth')).toBe(width);
    const wide = `[...document.querySelectorAll('p, main, h1, button')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).map(({ id, tagName }) => id || tagName)`;
    expect(await panel.page.evaluate(wide)).toEqual(['H1']);
  });

  it('is all there is: nothing scrolls but the sample where there is room', async () => {
    await panel.tell(everything);
    await panel.page.locator('#sample', { hasText: 'Some words' }).waitFor();
    expect(await excess()).toBe(0);
  });
});

describe('the keys on the tools', () => {
  it('are those that are left: a class may take any of them', async () => {
    await panel.tell({ classes: [classOf('spam', 's'), classOf('ham', 'h')], question: questionOf('a') });
    const skip = panel.page.locator('[data-action="skip"]');
    await panel.page.locator('[data-action="flag"][aria-keyshortcuts="F"] kbd').waitFor();
    expect(await skip.locator('kbd').isVisible()).toBe(false);
    expect(await skip.getAttribute('aria-keyshortcuts')).toBeNull();
    await panel.page.keyboard.press('s');
    expect((await panel.sent()).at(-1)).toMatchObject({ type: 'label', label: 'spam' });
  });
});

describe('the focus', () => {
  it('goes to the sample when the button that had it is gone', async () => {
    await panel.tell({ classes: few, question: questionOf('a'), actions: ['readAgain'], message: 'changed' });
    await panel.page.locator('.action').focus();
    await panel.tell({ classes: few, question: questionOf('a') });
    expect(await focused()).toBe('sample');
    await panel.page.locator('.label[data-label="yes"]').focus();
    await panel.tell({ classes: [classOf('certainly', '1'), few[1]!], question: questionOf('a') });
    expect(await focused()).toBe('sample');
  });
});

describe('a wait for the next sample', () => {
  it('leaves in sight what belongs to the sample that is still in sight', async () => {
    const question = questionOf('a', { note: 'hard to say', why: 'The model wavers.' });
    await panel.tell({ classes: few, question });
    await panel.page.locator('#note', { hasText: 'hard to say' }).waitFor();
    // In one task, for the wait is soon worth a word.
    const seen = await panel.page.evaluate(`
      document.dispatchEvent(new KeyboardEvent('keydown', { key: '1', code: 'Digit1' }));
      ['sample', 'note', 'why'].map((id) => document.getElementById(id)).map((part) => part.hidden ? '' : part.textContent)`);
    expect(seen).toEqual(['a', 'hard to say', 'The model wavers.']);
    expect((await panel.sent()).at(-1)).toMatchObject({ type: 'label', label: 'yes' });
  });
});

describe('what is said aloud', () => {
  const announced = () => panel.page.locator('#announce').textContent();

  it('does not call undone what could not be undone', async () => {
    await panel.tell({ classes: few, question: questionOf('a'), canUndo: true });
    await panel.page.keyboard.press('u');
    const failed = { failed: true, message: 'The disk is full.', canUndo: true };
    await panel.tell({ classes: few, question: questionOf('a'), taken: 1, answered: 1, ...failed });
    await panel.tell({ classes: few, question: questionOf('a'), taken: 1, answered: 1 });
    expect(await announced()).not.toContain('Undone');
  });
});
