import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeLabels, orderClasses } from '../../../src/data/classes.ts';
import { makeFolder, open, openFile, refusal, tableFolder } from './folder.ts';

const rules = { declared: undefined, manyClasses: false, place: 'labels' };

test('classes are in numeric order if all are numbers, else in code-unit order', () => {
  expect(orderClasses(['10', '9', '-1', '9'])).toEqual(['-1', '9', '10']);
  expect(orderClasses(['10', '9', 'a'])).toEqual(['10', '9', 'a']);
  expect(orderClasses(['b', 'a', 'B', 'é', 'z'])).toEqual(['B', 'a', 'b', 'z', 'é']);
});

test('the order of the manifest holds, classes without a label included', async () => {
  const folder = tableFolder(
    'x,label\n1,a\n2,b\n',
    { label: 'label' },
    { classes: [{ name: 'b' }, { name: 'new' }, { name: 'a' }] },
  );
  const dataset = await open(folder);
  expect(dataset.classes).toEqual(['b', 'new', 'a']);
  expect([...dataset.oracle]).toEqual([2, 0]);
});

test('an oracle counts for nothing, existing labels count, and empty values are no labels', async () => {
  const csv = 'x,label\n1,a\n2,\n3,b\n';
  const oracle = await open(tableFolder(csv, { label: 'label', labels: 'oracle' }));
  expect([...oracle.oracle]).toEqual([0, -1, 1]);
  expect([...oracle.existingLabels]).toEqual([-1, -1, -1]);
  const existing = await open(tableFolder(csv, { label: 'label', labels: 'existing' }));
  expect([...existing.existingLabels]).toEqual([0, -1, 1]);
});

test('without a word on it, labels are an oracle when every row has one, else existing', async () => {
  const complete = await openFile('data.csv', 'x,label\n1,a\n2,b\n', { label: 'label' });
  expect(complete.manifest.source.labels).toBe('oracle');
  expect([...complete.existingLabels]).toEqual([-1, -1]);
  const partial = await open(tableFolder('x,label\n1,a\n2,\n', { label: 'label' }));
  expect([...partial.existingLabels]).toEqual([0, -1]);
});

test('labels keep the text of the file', async () => {
  expect((await openFile('data.csv', 'x,y\n1,01\n2,1.50\n3,yes\n', { label: 'y' })).classes).toEqual([
    '01',
    '1.50',
    'yes',
  ]);
});

test('a label that is not a class is refused, naming label, row and column', async () => {
  const folder = tableFolder(
    'x,label\n1,a\n2,c\n',
    { label: 'label' },
    { classes: [{ name: 'a' }, { name: 'b' }] },
  );
  const message = await refusal(open(folder));
  expect(message).toContain('Column "label"');
  expect(message).toContain('row 2: the label "c" is not one of the classes');
});

test('of several files, the row of a label that is not a class is not said to stand in the first', async () => {
  const source = { kind: 'table', files: ['*.csv'], label: 'label' };
  const files = { 'a.csv': 'x,label\n1,a\n2,b\n', 'b.csv': 'x,label\n3,c\n' };
  const classes = [{ name: 'a' }, { name: 'b' }];
  const folder = makeFolder({ ...files, 'label-scout.json': { version: 1, source, classes } });
  expect(await refusal(open(folder))).toContain(
    'Column "label", row 3 (counted through 2 files from a.csv to b.csv): the label "c" is not one of',
  );
});

test('of files, the file is named whose label is not a class, whatever the order of the truth file', async () => {
  const folder = makeFolder({
    'a.txt': '',
    'b.txt': '',
    'truth.csv': 'id,label\nb.txt,c\na.txt,a\n',
    'label-scout.json': {
      version: 1,
      source: { kind: 'text', files: ['*.txt'], truth: 'truth.csv' },
      classes: [{ name: 'a' }],
    },
  });
  expect(await refusal(open(folder))).toContain('truth.csv, b.txt: the label "c" is not one of the classes');
});

test('more than 1,000 classes are refused unless asked for', async () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
  expect(encodeLabels(values(1000), rules).classes).toHaveLength(1000);
  expect(() => encodeLabels(values(1001), rules)).toThrow(/1,001 different labels.*--many-classes/);
  expect(encodeLabels(values(1001), { ...rules, manyClasses: true }).classes).toHaveLength(1001);
  const csv = `x,y\n${values(10_000)
    .map((name) => `1,${name}`)
    .join('\n')}`;
  expect(await refusal(openFile('data.csv', csv, { label: 'y' }))).toContain('10,000 different labels');
  expect((await openFile('data.csv', csv, { label: 'y', manyClasses: true })).classes).toHaveLength(10_000);
});

test('an unknown label column is wrong usage and names the columns', async () => {
  const message = await refusal(openFile('data.csv', 'x,y\n1,2\n', { label: 'klass' }));
  expect(message).toBe('UsageError: --label: there is no column "klass"; the columns are x, y.');
});

test('another label column replaces the one of the manifest, with its classes', async () => {
  const folder = tableFolder(
    'x,label,other\n1,a,p\n2,b,q\n',
    { label: 'label' },
    { classes: [{ name: 'a' }, { name: 'b' }] },
  );
  const dataset = await open(folder, { label: 'other' });
  expect(dataset.classes).toEqual(['p', 'q']);
  expect(dataset.featureNames).toEqual(['x']);
});

test('a bare file ignores the manifest beside it', async () => {
  const folder = tableFolder('x,label\n1,a\n2,b\n', { label: 'label', show: ['x'] }, { name: 'Named' });
  const dataset = await open(join(folder, 'data.csv'), { allowBareFile: true });
  expect(dataset).toMatchObject({ name: 'data.csv', classes: [] });
});

test('folders give labels to images where the manifest says so', async () => {
  const source = { kind: 'images', files: ['**/*.png'], labelFromFolder: true };
  const folder = makeFolder({
    'in/b/1.png': '',
    'in/a/2.png': '',
    '3.png': '',
    'label-scout.json': { version: 1, source },
  });
  const dataset = await open(folder);
  expect(dataset.ids).toEqual(['3.png', 'in/a/2.png', 'in/b/1.png']);
  expect(dataset.classes).toEqual(['a', 'b']);
  expect([...dataset.existingLabels]).toEqual([-1, 0, 1]);
});

test.each(['images', 'text'])('a truth file gives labels to %s by id', async (kind) => {
  const folder = makeFolder({
    'd/1.x': 'one',
    'd/2.x': 'two',
    'd/3.x': 'three',
    'truth.csv': 'id,label\nd/2.x,7\nd/1.x,10\ngone.x,7\n',
    'label-scout.json': {
      version: 1,
      source: { kind, files: ['d/*'], truth: 'truth.csv', labels: 'oracle' },
    },
  });
  const dataset = await open(folder);
  expect(dataset.classes).toEqual(['7', '10']);
  expect([...dataset.oracle]).toEqual([1, 0, -1]);
  expect([...dataset.existingLabels]).toEqual([-1, -1, -1]);
  expect(dataset.notices.join()).toContain('the id "gone.x" names no file of the dataset');
});

test('rows of a truth file without an id, as spreadsheets leave them at the end, are counted and left out', async () => {
  const source = { kind: 'text', files: ['*.txt'], truth: 't.csv' };
  const withTruth = (truth: string) =>
    open(makeFolder({ 'a.txt': '', 't.csv': truth, 'label-scout.json': { version: 1, source } }));
  const two = await withTruth('id,label\na.txt,x\n,\n,y\n');
  expect(two.classes).toEqual(['x']);
  expect(two.notices).toEqual([
    expect.stringMatching(/t\.csv: 1 row has no value in any column/),
    expect.stringMatching(/t\.csv: 2 rows have no id.*the first is row 2\.$/),
  ]);
  const one = await withTruth('id,label\n,y\na.txt,x\n');
  expect(one.notices).toEqual([
    expect.stringMatching(/t\.csv: row 1 has no id, so its label counts for no file\.$/),
  ]);
});

test('a truth file with a wrong header or a repeated id is refused', async () => {
  const files = {
    'a.txt': '',
    'label-scout.json': { version: 1, source: { kind: 'text', files: ['*.txt'], truth: 't.csv' } },
  };
  expect(await refusal(open(makeFolder({ ...files, 't.csv': 'document of,label\na.txt,x\n' })))).toContain(
    'its header must be id,label',
  );
  expect(await refusal(open(makeFolder({ ...files, 't.csv': 'id,label\na.txt,x\na.txt,y\n' })))).toContain(
    'rows 1 and 2 have the same id "a.txt"',
  );
  expect(await refusal(open(makeFolder(files)))).toMatch(/t\.csv does not exist/);
});

test('labels and ids of mixed JSON types are their texts, without quotes', async () => {
  const rows = [
    { id: 'a', x: 1, label: 'cat' },
    { id: 7, x: 2, label: 3 },
  ];
  const jsonl = rows.map((row) => JSON.stringify(row)).join('\n');
  const dataset = await openFile('data.jsonl', jsonl, { label: 'label' });
  expect([dataset.ids, dataset.classes]).toEqual([
    ['a', '7'],
    ['3', 'cat'],
  ]);
});

test('of two columns with the name of the label, neither is quietly taken for a feature', async () => {
  expect(await refusal(openFile('data.csv', 'y,x,y\na,1,a\nb,2,b\n', { label: 'y' }))).toMatch(
    /data\.csv: two columns are called "y"; rename one of them\./,
  );
  const others = await openFile('data.csv', 'x,x,y\n1,2,a\n2,1,b\n', { label: 'y' });
  expect(others.featureNames).toHaveLength(2);
});

test('a label that is a whole number written as a fraction is the whole number', async () => {
  expect((await openFile('data.csv', 'x,y\n1,1.0\n2,0.0\n3,1\n', { label: 'y' })).classes).toEqual([
    '0',
    '1',
  ]);
  const declared = tableFolder(
    'x,y\n1,1.0\n2,0.0\n',
    { label: 'y' },
    { classes: [{ name: '1.0' }, { name: '0.0' }] },
  );
  expect(await open(declared)).toMatchObject({ classes: ['1.0', '0.0'], oracle: Int32Array.of(0, 1) });
});

test('NaN is no label among numbers, and a word among words', async () => {
  const numbers = await openFile('data.csv', 'x,y\n1,1\n2,NaN\n3,0\n', { label: 'y' });
  expect(numbers).toMatchObject({ classes: ['0', '1'], oracle: Int32Array.of(1, -1, 0) });
  const words = await openFile('data.csv', 'x,y\n1,cmn\n2,nan\n3,yue\n', { label: 'y' });
  expect(words.classes).toEqual(['cmn', 'nan', 'yue']);
});
