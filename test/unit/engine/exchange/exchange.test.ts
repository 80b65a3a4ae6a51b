import { describe, expect, it } from 'vitest';
import { LabelColumnError } from '../../../../src/engine/exchange/reading/columns.ts';
import { findExchangeFormat } from '../../../../src/engine/exchange/index.ts';
import {
  exportedFields,
  type ExportedLabel,
  type ImportedFile,
} from '../../../../src/engine/exchange/types.ts';
import { inEnglish as t } from '../../../../src/engine/translate.ts';

const awkward: readonly ExportedLabel[] = [
  {
    id: '0',
    label: 'plain',
    by: 'Ada',
    at: '2026-01-02T03:04:05.006Z',
    strategy: 'margin',
    model: 'forest',
    round: 3,
    ms: 900,
  },
  { id: 'a,b', label: 'say "no"' },
  { id: ' outer ', label: 'two\nlines', source: 'import' },
  { id: '007', label: '1e3' },
  { id: 'größe/ünï.png', label: '' },
];

describe('csv', () => {
  const csv = findExchangeFormat('csv');

  it('starts with id and label', () => {
    expect(csv.write(exportedFields, awkward).split('\n')[0]).toBe(
      'id,label,by,at,strategy,model,round,ms,source,flagged,note',
    );
    expect(csv.write(exportedFields, awkward).split('\n')[1]).toBe(
      '0,plain,Ada,2026-01-02T03:04:05.006Z,margin,forest,3,900,,,',
    );
  });

  const read = (text: string, options = {}): ImportedFile => csv.read(text, 'f.csv', { t, ...options });

  it('reads columns in any order and case and names the line each label starts on', () => {
    expect(read('Label,other, ID \n"two\nlines",x,a\ny,z,b\n')).toEqual({
      lines: [
        { id: 'a', label: 'two\nlines', line: 2 },
        { id: 'b', label: 'y', line: 4 },
      ],
      notices: ['Columns not imported: other.'],
    });
  });

  it.each([
    ['id;label\r\n1;a,b\r\n', 'a,b'],
    ['id\tlabel\n1\ta b\n', 'a b'],
    ['id|label\n1|a;b\n', 'a;b'],
    ['sep=;\r\nid;label\r\n1;a\r\n', 'a'],
    ['"sep=|"\nid|label\n1|a\n', 'a'],
    ['"x, y, z";id;label\n0;1;a\n', 'a'],
    ['id,label,,\n1,a,,\n', 'a'],
    ['id,label\n1,a,,\n,\n', 'a'],
  ])('finds the delimiter of %j', (text, label) => {
    expect(read(text).lines).toMatchObject([{ id: '1', label }]);
  });

  it('counts lines with the one that names the separator', () => {
    expect(read('sep=;\nid;label\n1;a\n').lines).toMatchObject([{ line: 3 }]);
  });

  it('joins no rows of a file with tabs at quotation marks that were meant literally', () => {
    const { lines, notices } = read('id\ttext\tlabel\n1\t"abc\ta\n2\tdef"\tb\n');
    expect(lines.map(({ id, label }) => [id, label])).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ]);
    expect(notices).toContain('Quotation marks in f.csv were read as part of the texts.');
    expect(read('id\tlabel\tnote\n1\ta\t5" disk\n').lines).toMatchObject([{ note: '5" disk' }]);
    expect(read('id\tlabel\n1\t"a\nb"\n').lines).toMatchObject([{ label: 'a\nb' }]);
  });

  it('says where a quotation mark is open in a large file, too', () => {
    const large = `id,label\n1,"a\n${'2,b\n'.repeat(4_000_000)}`;
    expect(() => read(large)).toThrow('f.csv, line 2: a quotation mark is open');
  });

  it('takes for ids the column called as that of the dataset, or the unnamed first one, which it says', () => {
    expect(read('row,label\n7,a\n', { idColumn: 'row' }).lines).toMatchObject([{ id: '7' }]);
    expect(read('row,id,label\n7,8,a\n', { idColumn: 'row' }).lines).toMatchObject([{ id: '8' }]);
    expect(read(',id,label\n7,8,a\n').lines).toMatchObject([{ id: '8' }]);
    expect(read(',label\n7,a\n')).toEqual({
      lines: [{ id: '7', label: 'a', line: 2 }],
      notices: ['The ids were read from the first column, which has no name.'],
    });
  });

  it.each([
    ['id,label,Label\n1,a,b\n', ['label', 'Label']],
    ['id,class,text\n1,a,b\n', ['class', 'text']],
  ])('asks for the column of the labels of %j', (text, columns) => {
    const error = (() => {
      try {
        return read(text);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(LabelColumnError);
    expect(error).toMatchObject({ columns, exitCode: 2 });
    expect((error as Error).message).toMatch(/^f\.csv, line 1.*--column NAME/u);
    expect(read(text, { column: columns[1] }).lines).toMatchObject([{ label: 'b' }]);
  });

  it('reads the column that is named, as written or in another case', () => {
    const text = 'id,Class,label\n1,a,b\n';
    expect(read(text, { column: 'Class' }).lines).toMatchObject([{ label: 'a' }]);
    expect(read(text, { column: 'class' }).lines).toMatchObject([{ label: 'a' }]);
    expect(() => read(text, { column: 'clas' })).toThrow(
      'f.csv, line 1 has no column "clas"; the columns are id, Class, label. Did you mean "Class"?',
    );
    expect(() => read(text, { column: 'ID' })).toThrow('id holds the ids');
  });

  it('reads flags as exports and spreadsheets write them, and says what it cannot read', () => {
    const { lines, notices } = read('id,label,flagged\n1,a,true\n2,a,TRUE\n3,a,\n4,a,0.0\n5,a,maybe\n');
    expect(lines.map(({ flagged }) => flagged)).toEqual([true, true, undefined, false, undefined]);
    expect(notices).toEqual(['f.csv, line 6: the flag was not read; true or false is expected.']);
  });

  it.each([
    ['', 'f.csv is empty'],
    ['id,class\n1,a\n', 'line 1: the header must name the columns id and label; it names id, class.'],
    ['number,label\n1,a\n', 'line 1: the header must name the columns id and label; it names number, label.'],
    [
      'id,label,label\n1,a,b\n',
      'f.csv, line 1 has 2 labels of the same name, label, label; rename or remove one',
    ],
    ['id,ID,label\n1,1,b\n', 'f.csv, line 1 has 2 ids, id, ID; keep one'],
    ['id,label\n1,a\n2\n', 'f.csv, line 3: 1 fields where the header has 2'],
    ['id,label\n1,a\n2,a,b\n', 'f.csv, line 3: 3 fields where the header has 2'],
    ['id,label\n1,a\n,b\n', 'f.csv, line 3: there is no id'],
    ['id,label\n1,"a\n', 'f.csv, line 2: a quotation mark is open'],
    ['id,label\n1,a"b\n', 'f.csv, line 2: a quotation mark is open or out of place'],
  ])('refuses %j with a sentence', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });
});

describe('jsonl', () => {
  const jsonLines = findExchangeFormat('jsonl');
  const read = (text: string, options = {}): ImportedFile =>
    jsonLines.read(text, 'f.jsonl', { t, ...options });

  it('leaves out what is not known', () => {
    expect(jsonLines.write(exportedFields, awkward.slice(1, 2))).toBe(
      '{"id":"a,b","label":"say \\"no\\""}\n',
    );
  });

  it.each(['7', '9007199254740993', '1.0', '1e3', '-0', '20550.25', '123456789012345678901234567890'])(
    'takes the bare number %s as its text',
    (number) => {
      expect(read(`{"id":${number},"label":${number}}\n`).lines).toEqual([
        { id: number, label: number, line: 1 },
      ]);
    },
  );

  it('reads keys in any case, lines without a label, lists of one and the booleans', () => {
    const { lines } = read(
      '{"ID":1,"Label":"a"}\r\n\r\n{"id":2,"label":null}\n{"id":3}\n{"id":4,"label":["a"]}\n{"id":5,"label":[]}\n' +
        '{"id":6,"label":["a","b","a"]}\n{"id":7,"label":true}\n{"id":8,"label":NaN}\n{"id":9,"label":[2.0,null]}\n',
    );
    const labels = lines.map(({ label }) => label);
    expect(labels).toEqual(['a', null, null, 'a', null, ['a', 'b'], 'true', null, '2.0']);
    expect(lines.map(({ line }) => line)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('reads one array of objects, with the lines they begin on', () => {
    expect(read('[\n  {"id": 1, "label": "a"},\n\n  {\n"id": 2, "label": "b"}]\n').lines).toEqual([
      { id: '1', label: 'a', line: 2 },
      { id: '2', label: 'b', line: 4 },
    ]);
  });

  it('takes of answers only what was accepted', () => {
    const line = (id: number, answer: string): string => `{"id":${id},"label":"a","answer":${answer}}\n`;
    const text = ['"accept"', '"reject"', '"ignore"', 'null', '"Accept"', '"later"'].map((answer, id) =>
      line(id, answer),
    );
    const { lines } = read(text.join(''));
    expect(lines.map(({ label, answer }) => [label, answer])).toEqual([
      ['a', undefined],
      [null, 'rejected'],
      [null, 'ignored'],
      [null, 'unanswered'],
      ['a', undefined],
      [null, 'unanswered'],
    ]);
    // A key of that name that holds something else.
    expect(read(line(1, '"Paris"')).lines).toEqual([{ id: '1', label: 'a', line: 1 }]);
  });

  it('reads what was accepted of several options, and says so', () => {
    const { lines, notices } = read('{"id":1,"options":[{"id":"a"}],"accept":["a"],"answer":"accept"}\n');
    expect(lines).toMatchObject([{ id: '1', label: 'a' }]);
    expect(notices).toEqual([
      'The labels were read from accept, as Prodigy writes them.',
      'Keys not imported: options.',
    ]);
  });

  it('says which notes and flags it cannot read, the first of many', () => {
    const { notices } = read('{"id":1,"label":"a","flagged":"x","note":{}}\n'.repeat(3));
    expect(notices).toEqual([
      'f.jsonl, line 1: the flag was not read; true or false is expected.',
      'f.jsonl, line 1: the note was not read; a text is expected.',
      '4 more flags and notes were not read.',
    ]);
  });

  it.each([
    ['null', 'expected one JSON object with "id" and "label", but it is null'],
    ['[1]', 'expected one JSON object with "id" and "label", but it is a list'],
    [
      '{broken',
      'expected one JSON object with "id" and "label", but it has b where a key in quotes is expected',
    ],
    ['{"id":"2","la', 'expected one JSON object with "id" and "label", but it ends in the middle of a value'],
    ['{"id":01,"label":"a"}', 'expected one JSON object'],
    ['{"label":"a"}', 'there is no id'],
    ['{"id":null,"label":"a"}', 'there is no id'],
    ['{"id":["x"],"label":"a"}', 'the id is a list'],
    ['{"id":"2","label":{"a":1}}', 'label is an object, where the name of a class is expected'],
    ['{"id":"2","label":[[0,5,"a"]]}', 'label is a list of lists or objects'],
  ])('refuses %s with its line', (line, sentence) => {
    expect(() => read(`{"id":"1","label":"a"}\n${line}\n`)).toThrow(`f.jsonl, line 2: ${sentence}`);
  });

  it.each([
    [
      '{"id":1,"label":"a","label":"b"}',
      'line 1 has 2 labels of the same name, label, label; rename or remove one',
    ],
    ['{"id":1,"label":"a","Label":"b"}', 'line 1 has 2 labels: label, Label; name one with --column NAME'],
    ['{"id":1,"id":2,"label":"a"}', 'line 1 has 2 ids, id, id; keep one'],
    ['{"id":1,"class":"a"}', 'no line has the key label; the keys are id, class'],
    ['{"text":"x","label":"a"}', 'no line has the key id; the keys are text, label'],
    ['{"id":1,"spans":[]}', '"spans" mark parts of a text'],
    ['[{"id":1,"label":"a"},\n7]', 'item 2 is a number'],
    [
      '[{"id":1,"label":"a"}\n{"id":2}]',
      'line 2: expected a JSON array of objects, but it has { where a comma',
    ],
  ])('refuses %s with a sentence', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });
});

it('names the formats there are when asked for another', () => {
  expect(() => findExchangeFormat('xml')).toThrow(
    'There is no label format "xml". Choose one of: csv, jsonl.',
  );
});
