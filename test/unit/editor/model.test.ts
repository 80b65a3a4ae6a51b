import { describe, expect, it } from 'vitest';
import type { PanelState, Question } from '../../../src/protocol/panel.ts';
import * as model from '../../../webview/model.ts';

const question = (id: string, given: Partial<Question> = {}): Question => ({
  id,
  sample: { kind: 'text', text: id, truncated: false },
  purpose: 'train',
  suggestion: null,
  why: '',
  label: null,
  flagged: false,
  ...given,
});

const state = (given: Partial<PanelState> = {}): PanelState => ({
  type: 'state',
  revision: 1,
  taken: 0,
  answered: 0,
  dataset: 'digits',
  classes: [],
  question: question('a'),
  next: { one: question('b'), '': question('c') },
  upcoming: [question('d'), question('e')],
  progress: { labeled: 0, skipped: 0, total: 9 },
  score: '',
  strategy: '',
  model: '',
  training: false,
  canUndo: false,
  canRedo: false,
  suggestions: true,
  autoAdvance: true,
  message: '',
  failed: false,
  ...given,
});

const opened = (given: Partial<PanelState> = {}) => model.receive(model.emptyModel, state(given));

describe('answering', () => {
  it('paints the question chosen with the answer before the host has spoken', () => {
    const { model: after, message } = model.label(opened(), 'one', 120);
    expect(after.shown?.id).toBe('b');
    expect(message).toEqual({ type: 'label', call: 1, id: 'a', label: 'one', milliseconds: 120 });
  });

  it('falls back to the prefetched question where the answer was not thought through', () => {
    expect(model.label(opened(), 'two', 1).model.shown?.id).toBe('d');
  });

  it('paints what is known for quick fingers, no sample twice', () => {
    const first = model.label(opened(), 'one', 80).model;
    const second = model.label(first, 'two', 80).model;
    const third = model.label(second, 'two', 80).model;
    const fourth = model.label(third, 'two', 80);
    expect([first, second, third].map(({ shown }) => shown?.id)).toEqual(['b', 'd', 'e']);
    expect(fourth.message).toMatchObject({ id: 'e', label: 'two' });
    expect(fourth.model).toMatchObject({ shown: null, waiting: true });
    expect(model.label(fourth.model, 'two', 80).message).toBeNull();
    const refilled = model.receive(
      fourth.model,
      state({
        revision: 2,
        taken: 2,
        question: question('d'),
        next: {},
        upcoming: [question('e'), question('f')],
      }),
    );
    expect(refilled.shown?.id).toBe('f');
  });

  it('counts a key that comes right after the host has replaced a guess for that guess', () => {
    const guessed = model.label(opened(), 'two', 80).model;
    expect(guessed).toMatchObject({ guessed: true, replaced: null });
    const replaced = model.receive(guessed, state({ revision: 2, taken: 1, question: question('z') }));
    expect(replaced).toMatchObject({ shown: { id: 'z' }, replaced: { id: 'd' } });
    const { message, model: after } = model.labelReplaced(replaced, 'one', 80);
    expect(message).toMatchObject({ type: 'label', id: 'd', label: 'one' });
    expect(after).toMatchObject({ shown: { id: 'z' }, replaced: null });
  });

  it('waits where nothing is known, and says so', () => {
    const { model: after } = model.label(opened({ upcoming: [] }), 'two', 1);
    expect(after).toMatchObject({ shown: null, waiting: true });
  });

  it('never shows the sample just answered again as the prefetched one', () => {
    expect(model.label(opened({ upcoming: [question('a')] }), 'two', 1).model.shown).toBeNull();
  });

  it('shows the end where the host knows that nothing is left', () => {
    const { model: after } = model.label(opened({ next: { one: null }, upcoming: [] }), 'one', 1);
    expect(after.shown).toBeNull();
  });

  it('does nothing without a sample on screen', () => {
    const waiting = model.label(opened({ upcoming: [] }), 'two', 1).model;
    expect(model.label(waiting, 'one', 1)).toEqual({ model: waiting, message: null });
  });
});

describe('states of the host', () => {
  it('ticks a label only when its call is answered', () => {
    const sent = model.label(opened(), 'one', 1).model;
    const early = model.receive(sent, state({ revision: 2, taken: 1, question: question('b') }));
    expect(early).toMatchObject({ saved: null, pending: [{ call: 1 }] });
    const late = model.receive(early, state({ revision: 3, taken: 1, answered: 1, question: question('b') }));
    expect(late).toMatchObject({ saved: { id: 'a', label: 'one' }, pending: [] });
  });

  it('does not take a painted sample back for a state that is behind', () => {
    const sent = model.label(opened(), 'one', 1).model;
    expect(model.receive(sent, state({ revision: 2, training: true })).shown?.id).toBe('b');
  });

  it('ignores a state older than the one shown', () => {
    const now = opened({ revision: 5 });
    expect(model.receive(now, state({ revision: 4, question: question('old') }))).toBe(now);
  });

  it('paints what became known while a label was on its way', () => {
    const waiting = model.label(opened({ next: {}, upcoming: [] }), 'one', 1).model;
    const known = model.receive(waiting, state({ revision: 2, next: { one: question('b') } }));
    expect(known).toMatchObject({ shown: { id: 'b' }, waiting: false });
  });

  it('comes back to the sample when its label could not be saved', () => {
    const sent = model.label(opened(), 'one', 1).model;
    const failed = model.receive(
      sent,
      state({ revision: 2, taken: 1, answered: 1, failed: true, message: 'full' }),
    );
    expect(failed).toMatchObject({ shown: { id: 'a' }, saved: null, pending: [] });
  });
});

describe('a disk that does not answer', () => {
  const stalled = model.stall(model.label(opened(), 'one', 1).model);

  it('brings the unsaved sample back', () => {
    expect(stalled).toMatchObject({ shown: { id: 'a' }, stalled: 1, pending: [] });
  });

  it('keeps it there while states go by that do not save it', () => {
    const later = model.receive(stalled, state({ revision: 2, taken: 1, question: question('b') }));
    expect(later).toMatchObject({ shown: { id: 'a' }, stalled: 1 });
  });

  it('goes on when it is saved after all', () => {
    const later = model.receive(
      stalled,
      state({ revision: 2, taken: 1, answered: 1, question: question('b') }),
    );
    expect(later).toMatchObject({ shown: { id: 'b' }, stalled: 0 });
  });
});

describe('without auto-advance', () => {
  const labeled = model.label(opened({ autoAdvance: false }), 'one', 1).model;

  it('keeps the sample with its label', () => {
    expect(labeled.shown).toMatchObject({ id: 'a', label: 'one' });
  });

  it('goes on by the key that skips', () => {
    const { model: after, message } = model.skip(labeled);
    expect(after.shown?.id).toBe('b');
    expect(message).toEqual({ type: 'advance', call: 2, id: 'a' });
  });
});

describe('the other keys', () => {
  it('skips to the question chosen for a skip', () => {
    const { model: after, message } = model.skip(opened());
    expect(after.shown?.id).toBe('c');
    expect(message).toEqual({ type: 'skip', call: 1, id: 'a' });
  });

  it('flags and takes the flag back', () => {
    const flagged = model.flag(opened());
    expect(flagged.message).toEqual({ type: 'flag', call: 1, id: 'a', on: true });
    expect(model.flag(flagged.model).message).toMatchObject({ on: false, call: 2 });
  });

  it('asks for an undo only where there is something to undo', () => {
    expect(model.undo(opened()).message).toBeNull();
    expect(model.undo(opened({ canUndo: true })).message).toEqual({ type: 'undo', call: 1 });
    expect(model.undo(model.label(opened(), 'one', 1).model).message).toEqual({ type: 'undo', call: 2 });
    expect(model.redo(opened({ canRedo: true })).message).toEqual({ type: 'redo', call: 1 });
  });
});
