import { expect, it } from 'vitest';
import { orderEntries } from '../../../src/engine/journal/order.ts';
import { Replay } from '../../../src/engine/journal/replay.ts';
import type { EntryDraft, JournalEntry } from '../../../src/engine/journal/types.ts';
import { answeredSamples } from '../../../src/host/answeredSamples.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];

/** The journal after these entries, a second apart. */
function after(...drafts: readonly EntryDraft[]) {
  const entries = drafts.map((draft, index): JournalEntry => {
    const at = new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString();
    return { v: 1, e: `e${index}`, at, by: 'me', ...draft };
  });
  return new Replay(orderEntries(entries), { unreadableLines: [], tornTail: false }).state;
}

const label = (id: string, name: string): EntryDraft => ({ op: 'label', id, label: name });

it('lists flagged samples, then noted ones, then labels from the newest on, each once', () => {
  const journal = after(
    label('a', 'yes'),
    label('b', 'no'),
    label('c', 'yes'),
    { op: 'note', id: 'b', text: 'odd' },
    { op: 'flag', id: 'd', on: true },
    { op: 'flag', id: 'c', on: true },
    label('a', 'no'),
  );
  expect(answeredSamples(journal, ids)).toEqual([
    { id: 'c', row: 2, label: 'yes', flagged: true, note: '' },
    { id: 'd', row: 3, label: null, flagged: true, note: '' },
    { id: 'b', row: 1, label: 'no', flagged: false, note: 'odd' },
    { id: 'a', row: 0, label: 'no', flagged: false, note: '' },
  ]);
});

it('takes a label given anew as the newest', () => {
  const journal = after(label('a', 'yes'), label('b', 'no'), label('a', 'no'));
  expect(answeredSamples(journal, ids).map(({ id }) => id)).toEqual(['a', 'b']);
});

it('leaves out what the dataset does not have', () => {
  expect(answeredSamples(after(label('gone', 'yes')), ids)).toEqual([]);
});
