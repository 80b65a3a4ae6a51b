import { describe, expect, it } from 'vitest';
import type { PanelState } from '../../../src/protocol/panel.ts';
import * as model from '../../../webview/model.ts';
import { questionOf, stateOf } from './panelState.ts';

const state = (given: Partial<PanelState> = {}): PanelState =>
  stateOf({ question: questionOf('a'), next: { one: questionOf('b'), '': questionOf('c') }, ...given });

const opened = (given: Partial<PanelState> = {}) => model.receive(model.emptyModel, state(given));

describe('answering', () => {
  it('paints the question chosen with the answer before the host has spoken', () => {
    const { model: after, message } = model.label(opened(), 'one', 120);
    expect(after.shown?.id).toBe('b');
    expect(message).toEqual({
      type: 'label',
      call: 1,
      id: 'a',
      label: 'one',
      milliseconds: 120,
      painted: 'b',
    });
  });

  it('waits for the host where the answer was not thought through, and takes no key meanwhile', () => {
    const { model: after, message } = model.label(opened(), 'two', 1);
    expect(after).toMatchObject({ shown: null, waiting: true });
    expect(message).toMatchObject({ id: 'a', painted: null });
    expect(model.label(after, 'one', 1)).toEqual({ model: after, message: null });
    expect(model.skip(after).message).toBeNull();
    const chosen = model.receive(after, state({ revision: 2, taken: 1, question: questionOf('z') }));
    expect(chosen).toMatchObject({ shown: { id: 'z' }, waiting: false });
  });

  it('takes quick fingers at their word: each answer is for the sample that was on screen', () => {
    const first = model.label(opened(), 'one', 80);
    const second = model.label(first.model, 'two', 80);
    expect(second.message).toMatchObject({ call: 2, id: 'b', label: 'two', painted: null });
    const late = state({ revision: 2, taken: 1, question: questionOf('b'), next: { two: questionOf('c') } });
    expect(model.receive(second.model, late)).toMatchObject({ shown: null, waiting: true });
  });

  it.each(['constructor', 'toString', '__proto__'])('waits after a class that is named %s', (name) => {
    const { model: after } = model.label(opened(), name, 1);
    expect(after).toMatchObject({ shown: null, waiting: true });
  });

  it('shows the end where the host knows that nothing is left', () => {
    const { model: after } = model.label(opened({ next: { one: null } }), 'one', 1);
    expect(after).toMatchObject({ shown: null, waiting: false });
  });
});

describe('states of the host', () => {
  it('ticks a label only when its call is answered', () => {
    const sent = model.label(opened(), 'one', 1).model;
    const early = model.receive(sent, state({ revision: 2, taken: 1, question: questionOf('b') }));
    expect(early).toMatchObject({ saved: null, pending: [{ call: 1 }] });
    const late = model.receive(
      early,
      state({ revision: 3, taken: 1, answered: 1, question: questionOf('b') }),
    );
    expect(late).toMatchObject({ saved: { id: 'a', label: 'one' }, pending: [] });
  });

  it('does not take a painted sample back for a state that is behind', () => {
    const sent = model.label(opened(), 'one', 1).model;
    expect(model.receive(sent, state({ revision: 2, training: true })).shown?.id).toBe('b');
  });

  it('ignores a state older than the one shown', () => {
    const now = opened({ revision: 5 });
    expect(model.receive(now, state({ revision: 4, question: questionOf('old') }))).toBe(now);
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

describe('a failure that the host says again', () => {
  const failure = { taken: 1, answered: 1, failed: true, message: 'full' };
  const failed = model.receive(model.label(opened(), 'one', 1).model, state({ revision: 2, ...failure }));

  it('takes nothing back of an answer that was given since', () => {
    const again = model.label(failed, 'one', 1).model;
    const meanwhile = model.receive(again, state({ revision: 3, ...failure }));
    expect(meanwhile).toMatchObject({ shown: { id: 'b' }, pending: [{ call: 2 }] });
    const saved = { revision: 4, taken: 2, answered: 2, question: questionOf('b') };
    expect(model.receive(meanwhile, state(saved))).toMatchObject({ saved: { id: 'a', label: 'one' } });
  });

  it('leaves a flag as it was put since', () => {
    const flagged = model.flag(failed).model;
    expect(model.receive(flagged, state({ revision: 3, ...failure })).shown?.flagged).toBe(true);
  });

  it('comes back to the sample again when the next answer fails, too', () => {
    const again = model.label(failed, 'one', 1).model;
    const second = state({ revision: 3, ...failure, taken: 2, answered: 2 });
    expect(model.receive(again, second)).toMatchObject({ shown: { id: 'a' }, pending: [] });
  });
});

describe('a disk that does not answer', () => {
  const stalled = model.stall(model.label(opened(), 'one', 1).model);

  it('brings the unsaved sample back', () => {
    expect(stalled).toMatchObject({ shown: { id: 'a' }, stalled: 1, pending: [] });
  });

  it('keeps it there while states go by that do not save it', () => {
    const later = model.receive(stalled, state({ revision: 2, taken: 1, question: questionOf('b') }));
    expect(later).toMatchObject({ shown: { id: 'a' }, stalled: 1 });
  });

  it('goes on when it is saved after all', () => {
    const later = model.receive(
      stalled,
      state({ revision: 2, taken: 1, answered: 1, question: questionOf('b') }),
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
    expect(message).toEqual({ type: 'skip', call: 1, id: 'a', painted: 'c' });
  });

  it('flags and takes the flag back', () => {
    const flagged = model.flag(opened());
    expect(flagged.message).toEqual({ type: 'flag', call: 1, id: 'a', on: true });
    expect(model.flag(flagged.model).message).toMatchObject({ on: false, call: 2 });
  });

  it('keeps a flag as it was put until it is on the disk, whatever the host still shows', () => {
    const flagged = model.flag(opened()).model;
    const meanwhile = model.receive(flagged, state({ revision: 2, taken: 1, answered: 0 }));
    expect(meanwhile.shown?.flagged).toBe(true);
    const done = { revision: 3, taken: 1, answered: 1, question: questionOf('a', { flagged: true }) };
    const saved = model.receive(meanwhile, state(done));
    expect(saved).toMatchObject({ shown: { flagged: true }, flagging: null });
    // What another window takes back afterwards is taken back here.
    expect(model.receive(saved, state({ revision: 4, taken: 1, answered: 1 })).shown?.flagged).toBe(false);
  });

  it('takes a flag back that could not be saved, and gives none to another sample', () => {
    const flagged = model.flag(opened()).model;
    const failed = { revision: 2, taken: 1, answered: 0, message: 'The disk is full.', failed: true };
    expect(model.receive(flagged, state(failed)).shown?.flagged).toBe(false);
    const other = { revision: 2, taken: 1, answered: 0, question: questionOf('b') };
    expect(model.receive(flagged, state(other)).shown?.flagged).toBe(false);
  });

  it('asks for an undo only where there is something to undo', () => {
    expect(model.undo(opened()).message).toBeNull();
    expect(model.undo(opened({ canUndo: true })).message).toEqual({ type: 'undo', call: 1 });
    expect(model.undo(model.label(opened(), 'one', 1).model).message).toEqual({ type: 'undo', call: 2 });
    expect(model.redo(opened({ canRedo: true })).message).toEqual({ type: 'redo', call: 1 });
  });

  it('asks for a redo only as long as no answer was given since', () => {
    expect(model.redo(opened()).message).toBeNull();
    expect(model.redo(model.label(opened({ canRedo: true }), 'one', 1).model).message).toBeNull();
  });
});
