import { describe, expect, it } from 'vitest';
import { exchangeFormats, findExchangeFormat } from '../../../../src/engine/exchange/index.ts';
import { exportedFields, type ExportedLabel } from '../../../../src/engine/exchange/types.ts';

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

describe.each(exchangeFormats.map((format) => [format.id, format] as const))('%s', (_, format) => {
  it('gives back every id and label as it was, numeric-looking ones included', () => {
    const read = format.read(format.write(exportedFields, awkward), 'labels');
    expect(read.map(({ id, label }) => [id, label])).toEqual(awkward.map(({ id, label }) => [id, label]));
  });

  it('writes nothing but a header for no labels, and reads it back', () => {
    expect(format.read(`${format.write(exportedFields, [])}\n`, 'labels')).toEqual([]);
  });

  it('skips a byte order mark and blank lines, and takes the line breaks of Windows', () => {
    const text = format.write(exportedFields, awkward.slice(0, 1)).replaceAll('\n', '\r\n');
    expect(format.read(`\uFEFF${text}\r\n`, 'labels').map(({ id }) => id)).toEqual(['0']);
  });
});

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

  it('reads columns in any order and case and names the line each label starts on', () => {
    const text = 'Label,other,ID\n"two\nlines",x,a\ny,z,b\n';
    expect(csv.read(text, 'f.csv')).toEqual([
      { id: 'a', label: 'two\nlines', line: 2 },
      { id: 'b', label: 'y', line: 4 },
    ]);
  });

  it('says where a quotation mark is open in a large file, too', () => {
    const large = `id,label\n1,"a\n${'2,b\n'.repeat(4_000_000)}`;
    expect(() => csv.read(large, 'f.csv')).toThrow('f.csv, line 2: a quotation mark is open');
  });

  it.each([
    ['', 'f.csv is empty'],
    ['id,class\n1,a\n', 'line 1: the header must name the columns id and label'],
    ['\uFEFFid;label\r\n1;a\r\n', 'separated by semicolons: save the file with commas'],
    ['id\tlabel\n1\ta\n', 'separated by tabs: save the file with commas'],
    ['id,label\n1,a\n2\n', 'f.csv, line 3: 1 fields where the header has 2'],
    ['id,label\n1,"a\n', 'f.csv, line 2: a quotation mark is open'],
    ['id,label\n1,a"b\n', 'f.csv, line 2: a quotation mark is open or out of place'],
  ])('refuses %j with a sentence', (text, sentence) => {
    expect(() => csv.read(text, 'f.csv')).toThrow(sentence);
  });
});

describe('jsonl', () => {
  const jsonLines = findExchangeFormat('jsonl');

  it('leaves out what is not known', () => {
    expect(jsonLines.write(exportedFields, awkward.slice(1, 2))).toBe(
      '{"id":"a,b","label":"say \\"no\\""}\n',
    );
  });

  it('takes bare numbers as their text', () => {
    expect(jsonLines.read('{"id":7,"label":1}\n', 'f')).toEqual([{ id: '7', label: '1', line: 1 }]);
  });

  it.each(['{"id":"1"}', 'null', '[1]', '{broken', '{"id":true,"label":"a"}'])(
    'refuses %s with its line',
    (line) => {
      expect(() => jsonLines.read(`{"id":"1","label":"a"}\n${line}\n`, 'f.jsonl')).toThrow(
        'f.jsonl, line 2: expected one JSON',
      );
    },
  );
});

it('names the formats there are when asked for another', () => {
  expect(() => findExchangeFormat('xml')).toThrow(
    'There is no label format "xml". Choose one of: csv, jsonl.',
  );
});
