import { expect, it } from 'vitest';
import type { SessionQuestion } from '../../../src/engine/session/types.ts';
import { HeldSample } from '../../../src/host/panel/heldSample.ts';

const question: SessionQuestion = {
  row: 4,
  id: 's4',
  purpose: 'train',
  suggestion: null,
  reason: null,
  score: null,
  batch: null,
  label: null,
  flagged: false,
  note: '',
};

/** A dataset at work whose journal says this. */
const openWith = (flagged: readonly string[] = [], notes: readonly (readonly [string, string])[] = []) => ({
  session: {},
  journal: {
    state: {
      flagged: new Set(flagged),
      notes: new Map(notes),
      successor: (name: string) => (name === 'sven' ? 'seven' : name),
    },
  },
});

it('keeps a sample with the label it was given, until it is released', () => {
  const [held, open] = [new HeldSample(), openWith()];
  expect(held.in(open)).toBeNull();
  held.hold(question, 'two', open);
  expect(held.in(open)).toEqual({ ...question, label: 'two' });
  held.release();
  expect(held.in(open)).toBeNull();
});

it('follows what is said of the sample while it stays', () => {
  const [held, open] = [new HeldSample(), openWith(['s4'], [['s4', 'smudged']])];
  held.hold(question, 'sven', open);
  expect(held.in(open)).toEqual({ ...question, label: 'seven', flagged: true, note: 'smudged' });
});

it('does not outlive its session, for its row may be another sample in the next', () => {
  const held = new HeldSample();
  held.hold(question, 'two', openWith());
  expect(held.in(openWith())).toBeNull();
});
