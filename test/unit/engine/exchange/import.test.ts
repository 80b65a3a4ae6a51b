import { describe, expect, it } from 'vitest';
import {
  describeImport,
  describeProblems,
  describeReading,
} from '../../../../src/engine/exchange/describeImport.ts';
import { guessFormat } from '../../../../src/engine/exchange/guessFormat.ts';
import { importDrafts } from '../../../../src/engine/exchange/importDrafts.ts';
import { sortImport, type ImportTarget } from '../../../../src/engine/exchange/sortImport.ts';
import type { ImportedLine } from '../../../../src/engine/exchange/types.ts';
import { inEnglish as t } from '../../../../src/engine/translate.ts';

const classes = ['cat', 'dog', '1', '["x"]', 'null'];
const ids = ['a', 'b', 'c', '17'];
const target: ImportTarget = {
  hasSample: (id) => ids.includes(id),
  findClass: (name) => classes.find((known) => known === name),
  labelOf: () => undefined,
  isFlagged: (id) => id === 'b',
  noteOf: (id) => (id === 'b' ? 'known' : ''),
};
const line = (number: number, fields: Partial<ImportedLine>): ImportedLine => ({
  line: number,
  id: 'a',
  label: null,
  ...fields,
});
const labelOf = (label: ImportedLine['label']): unknown =>
  sortImport([line(2, { label })], target).fresh[0]?.label;

describe('lines of a file', () => {
  it('without a label, and answers that were not accepted, are counted with the first of each', () => {
    const sorted = sortImport(
      [
        line(2, {}),
        line(3, { id: 'elsewhere', flagged: false }),
        line(4, { label: ' ' }),
        line(5, { answer: 'rejected' }),
        line(6, { answer: 'ignored' }),
        line(7, { answer: 'unanswered' }),
        line(8, { answer: 'rejected' }),
      ],
      target,
    );
    expect(sorted.problems).toEqual([]);
    expect(describeImport(sorted, t)).toEqual([
      '0 labels were imported.',
      '3 rows without a label were passed over; the first is line 2.',
      '2 rejected answers were passed over; the first is line 5.',
      '1 ignored answer was passed over (line 6).',
      '1 row that was not accepted was passed over (line 7).',
    ]);
  });

  it('have no label where it is NaN, a list of nothing, or null, unless a class is called so', () => {
    expect(['NaN', 'nan', '[]', '[null]', 'null', '["cat"]', '["x"]', '["1.0"]'].map(labelOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'null',
      'cat',
      '["x"]',
      '1',
    ]);
  });

  it('may spell ids and classes in another way, which is said', () => {
    const sorted = sortImport([line(2, { id: '17.0', label: '1.0' }), line(3, { label: 'cat ' })], target);
    expect(sorted.fresh.map(({ id, label }) => [id, label])).toEqual([
      ['17', '1'],
      ['a', 'cat'],
    ]);
    expect(describeReading(sorted, t)).toEqual(['Read 17.0 as 17, 1.0 as 1, "cat " as cat.']);
    const many = { ...sorted, respelled: [...sorted.respelled, { from: '2.0', to: '2' }] };
    expect(describeReading(many, t)).toEqual([
      'Read 17.0 as 17, 1.0 as 1, "cat " as cat, and 1 more in another spelling.',
    ]);
  });

  it('contradict each other also where they spell the id in two ways', () => {
    const sorted = sortImport(
      [line(2, { id: '17.0', label: 'cat' }), line(3, { id: '17', label: 'dog' })],
      target,
    );
    expect(describeProblems(sorted.problems, { ids, classes }, t)).toEqual([
      'line 3: "17" is "dog" here and "cat" in line 2',
    ]);
  });

  it('with a flag or a note give them also without a label, and never take one away', () => {
    const sorted = sortImport(
      [
        line(2, { flagged: true, note: 'look' }),
        line(3, { id: 'b', label: 'cat', flagged: false, note: 'known' }),
        line(4, { id: 'c', note: 'first' }),
        line(5, { id: 'c', note: 'second' }),
      ],
      target,
    );
    expect(importDrafts(sorted)).toEqual([
      { op: 'label', id: 'b', label: 'cat', source: 'import' },
      { op: 'flag', id: 'a', on: true },
      { op: 'note', id: 'a', text: 'look' },
      { op: 'note', id: 'c', text: 'second' },
    ]);
    expect(describeReading(sorted, t)).toEqual([
      'The note in line 5 replaces that in line 4 on the same sample.',
      '1 sample stays flagged, though the file says it is not.',
    ]);
    expect(describeImport(sorted, t)).toEqual([
      '1 label was imported.',
      '1 sample was flagged.',
      '2 notes were imported.',
      '3 rows without a label were passed over; the first is line 2.',
    ]);
  });

  it('that are left out are left out whole', () => {
    const sorted = sortImport([line(2, { label: 'fish', flagged: true, note: 'n' })], target);
    expect(importDrafts(sorted)).toEqual([]);
  });
});

it('names the first problems with what was meant, and counts the others', () => {
  const { problems } = sortImport(
    [
      line(2, { id: 'z', label: 'cat' }),
      line(3, { label: 'cats' }),
      line(4, { label: ['cat', 'dog'] }),
      line(5, { label: 'zebra' }),
      line(6, { id: 'z', note: 'n' }),
    ],
    target,
  );
  expect(describeProblems(problems, { ids, classes }, t)).toEqual([
    'line 2: there is no sample "z"',
    'line 3: there is no class "cats" (did you mean "cat"?)',
    'line 4: several labels (cat, dog), and here a sample has one class',
    '2 more such lines',
  ]);
});

it.each([
  ['labels.csv', 'anything', 'csv'],
  ['labels.TSV', '', 'csv'],
  ['labels.ndjson', '{broken', 'jsonl'],
  ['labels.csv', ' {"id":1,"label":"a"}', 'jsonl'],
  ['labels.json', '[\n{"id":1}]', 'jsonl'],
  ['labels', 'label;id\n', 'csv'],
])('guesses the format of %s with %j', (file, text, format) => {
  expect(guessFormat(text, file).id).toBe(format);
});

it('says when the format cannot be told', () => {
  expect(() => guessFormat('hello', 'labels.dat')).toThrow(
    'The format of labels.dat cannot be told from its name or its text. Choose one of: csv, jsonl.',
  );
});
