import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/protocol/panel.ts';
import { announcement, spokenAnswer, spokenLabel } from '../../../webview/spoken.ts';
import { translate } from './translate.ts';

const question = (given: Partial<Question> = {}): Question => ({
  id: 'a.txt',
  sample: { kind: 'text', text: 'Hello.', truncated: false },
  purpose: 'train',
  suggestion: { label: 'ham', probability: 0.816 },
  why: '',
  batch: null,
  label: null,
  flagged: false,
  note: '',
  ...given,
});
const about = { place: 5, total: 20, suggestions: true };
const said = (before: Question | null, now: Question): string => announcement(before, now, about, translate);

describe('what a screen reader is told', () => {
  it('is all of a sample that was not on screen', () => {
    expect(said(null, question())).toBe('Sample 5 of 20. Hello. Suggestion: ham, 82 percent.');
    const seen = question({ flagged: true, note: 'odd', label: 'spam', suggestion: null });
    expect(said(question({ id: 'b.txt' }), seen)).toBe(
      'Sample 5 of 20. Hello. Already labeled spam. Flagged. Note: odd.',
    );
  });

  it('is only what changes about a sample that stays, and nothing twice', () => {
    const before = question();
    expect(said(before, question())).toBe('');
    expect(said(before, question({ flagged: true }))).toBe('Flagged.');
    expect(said(question({ flagged: true }), before)).toBe('Flag removed.');
    expect(said(before, question({ note: 'odd' }))).toBe('Note: odd');
    expect(said(question({ note: 'odd' }), before)).toBe('Note removed.');
    expect(said(before, question({ label: 'ham' }))).toBe('Labeled ham.');
  });

  it('ends what a sample says before the next sentence, and answers by their name', () => {
    const image = { kind: 'image', source: '', width: 28, height: 28 } as const;
    expect(said(null, question({ id: '7.png', sample: image }))).toBe(
      'Sample 5 of 20. Image 7.png, 28 × 28 pixels. Suggestion: ham, 82 percent.',
    );
    const noted = question({ note: 'odd', sample: { kind: 'text', text: 'こんにちは。', truncated: false } });
    expect(said(null, noted)).toBe('Sample 5 of 20. こんにちは。 Note: odd. Suggestion: ham, 82 percent.');
    const at = { call: 1, id: 'a.txt', painted: null };
    expect(spokenAnswer({ type: 'label', ...at, label: 'spam', milliseconds: 9 }, translate)).toBe(
      'Answer: spam.',
    );
    expect(spokenAnswer({ type: 'skip', ...at }, translate)).toBe('Skipped.');
    expect(spokenAnswer({ type: 'undo', call: 2 }, translate)).toBe('Undone.');
    expect(spokenAnswer({ type: 'redo', call: 3 }, translate)).toBe('Redone.');
    // The sample itself says whether it is flagged.
    expect(spokenAnswer({ type: 'flag', call: 4, id: 'a.txt', on: true }, translate)).toBe('');
  });

  it('names a sample that cannot be read, and says of an empty text that it is one', () => {
    const sample = { kind: 'unreadable', path: '/data/a.png', reason: 'The file is empty.' } as const;
    expect(said(null, question({ sample, suggestion: null }))).toBe(
      'Sample 5 of 20. a.txt cannot be read: The file is empty.',
    );
    const blank = { kind: 'text', text: ' \n\n', truncated: false } as const;
    expect(said(null, question({ sample: blank, suggestion: null }))).toBe(
      'Sample 5 of 20. This text is empty.',
    );
  });

  it('is the name of a label button first, then what stands beside it, in words', () => {
    expect(spokenLabel('spam', 2, null, translate)).toBe('spam, 2 labeled');
    expect(spokenLabel('spam', 2, 58, translate)).toBe('spam, suggested with 58 percent, 2 labeled');
  });
});
