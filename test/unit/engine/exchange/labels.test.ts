import { describe, expect, it } from 'vitest';
import { currentLabels, exportedLabel } from '../../../../src/engine/exchange/currentLabels.ts';
import { Replay } from '../../../../src/engine/journal/replay.ts';
import type { JournalEntry } from '../../../../src/engine/journal/types.ts';
import { sortImport } from '../../../../src/engine/exchange/sortImport.ts';

const label = (e: string, id: string, name: string): JournalEntry => ({
  v: 1,
  e,
  op: 'label',
  id,
  label: name,
  at: '2026-01-01T00:00:00.000Z',
  by: 'ada',
});

const facts = {
  ids: ['a', 'b', 'c'],
  classes: ['cat', 'dog'],
  existingLabels: Int32Array.of(0, 0, -1),
};

describe('the labels that count now', () => {
  const journal = new Replay([label('1', 'b', 'dog'), label('2', 'gone', 'dog'), label('3', 'c', 'fish')], {
    unreadableLines: [],
    tornTail: false,
  }).state;

  it('are those of the data with those of the journal over them, one row a sample', () => {
    expect(
      currentLabels(facts, journal)
        .map(exportedLabel)
        .map(({ id, label: name, source, by }) => [id, name, source, by]),
    ).toEqual([
      ['a', 'cat', 'existing', undefined],
      ['b', 'dog', undefined, 'ada'],
      ['c', 'fish', undefined, 'ada'],
    ]);
  });

  it('go out with the flag and the note on their sample', () => {
    const stamp = { v: 1, at: '2026-01-01T00:00:01.000Z', by: 'ada' } as const;
    const remarked = new Replay(
      [
        label('1', 'b', 'dog'),
        { ...stamp, e: '2', op: 'flag', id: 'b', on: true },
        { ...stamp, e: '3', op: 'note', id: 'a', text: 'half of it\nis missing' },
      ],
      { unreadableLines: [], tornTail: false },
    ).state;
    const exported = currentLabels(facts, remarked).map(exportedLabel);
    expect(exported.map(({ id, flagged, note }) => [id, flagged, note])).toEqual([
      ['a', undefined, 'half of it\nis missing'],
      ['b', true, undefined],
    ]);
  });
});

describe('an import', () => {
  const lines = [
    { id: 'a', label: 'dog', line: 2 },
    { id: 'b', label: 'dog', line: 3 },
    { id: 'x', label: 'dog', line: 4 },
    { id: 'c', label: 'fish', line: 5 },
    { id: 'a', label: 'cat', line: 6 },
    { id: 'c', label: 'dog', line: 7 },
  ];
  const sorted = sortImport(lines, {
    hasSample: (id) => facts.ids.includes(id),
    findClass: (name) => facts.classes.find((known) => known === name),
    labelOf: (id) => (id === 'a' ? 'dog' : undefined),
    isFlagged: () => false,
    noteOf: () => '',
  });

  it('writes what is new', () => {
    expect(sorted.fresh.map(({ line }) => line)).toEqual([3, 7]);
  });

  it('leaves out unknown samples and classes, and what contradicts an earlier line', () => {
    expect(sorted.problems.map(({ kind, line }) => [kind, line])).toEqual([
      ['sample', 4],
      ['class', 5],
      ['contradiction', 6],
    ]);
  });

  it('counts what is there already', () => {
    expect(sorted.unchanged).toBe(1);
  });
});
