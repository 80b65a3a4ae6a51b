import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, open, refusal } from './folder.ts';

const source = { kind: 'text', files: ['**/*.txt'], labels: 'oracle' };

/** Opens texts with a truth file, and reads the class of each by its path. */
async function labelsOf(files: readonly string[], truth: string, name = 'truth.csv', pattern = name) {
  const dataset = await open(
    makeFolder({
      ...Object.fromEntries(files.map((file) => [file, file])),
      [name]: truth,
      'label-scout.json': { version: 1, source: { ...source, truth: pattern } },
    }),
  );
  const labels = dataset.ids.map((id, row) => [id, dataset.classes[dataset.oracle[row]!] ?? null]);
  return { labels: Object.fromEntries(labels) as Record<string, string | null>, notices: dataset.notices };
}

test.each([
  ['backslashes', 'docs\\a.txt'],
  ['a dot in front', './docs/a.txt'],
  ['another case', 'Docs/A.TXT'],
  ['the name alone', 'a.txt'],
  ['folders above', 'project/docs/a.txt'],
  ['the path on another machine', 'C:\\data\\docs\\a.txt'],
  ['no extension', 'docs/a'],
])('an id with %s means its file, which is said', async (_, id) => {
  const { labels, notices } = await labelsOf(
    ['docs/a.txt', 'docs/b.txt'],
    `id,label\n${id},x\ndocs/b.txt,y\n`,
  );
  expect(labels).toEqual({ 'docs/a.txt': 'x', 'docs/b.txt': 'y' });
  expect(notices).toEqual([
    expect.stringContaining('an id is not the path of its file, and was taken all the same'),
  ]);
});

test('an absolute path into the folder means its file', async () => {
  const folder = makeFolder({
    'a.txt': 'one',
    'label-scout.json': { version: 1, source: { ...source, truth: 'truth.csv' } },
  });
  writeFileSync(join(folder, 'truth.csv'), `id,label\n${join(folder, 'a.txt')},x\n`);
  const dataset = await open(folder);
  expect(dataset.classes[dataset.oracle[0]!]).toBe('x');
});

test('an id that may mean several files, or a file in another folder, means none', async () => {
  const { labels, notices } = await labelsOf(
    ['train/a.txt', 'test/a.txt', 'test/b.txt'],
    'id,label\na.txt,x\ntrain/b.txt,y\n',
  );
  expect(labels).toEqual({ 'train/a.txt': null, 'test/a.txt': null, 'test/b.txt': null });
  expect(notices).toEqual([
    expect.stringMatching(
      /none of its 2 ids names a file of the dataset, for example "a\.txt"; ids are paths such as "test\/a\.txt"/,
    ),
  ]);
});

test('two labels of one file are refused, the same label twice is said', async () => {
  const twice = (label: string) =>
    labelsOf(['d/a.txt', 'd/b.txt'], `id,label\nd/a.txt,x\nd\\a.txt,${label}\n`);
  await expect(twice('y')).rejects.toThrow(
    /truth\.csv: rows 1 and 2 name the same file, d\/a\.txt, and different labels \("x", "y"\); keep one/,
  );
  expect((await twice('x')).notices.join()).toMatch(/row 2 repeats the label of d\/a\.txt/);
});

test.each([
  ['file_name,label', 'metadata.csv'],
  ['Filename;Class', 'labels.csv'],
  ['\uFEFFimage,label', 'annotations.csv'],
  ['path,target', 'train.csv'],
])('the columns of "%s" are known by their names', async (header, name) => {
  const separator = header.includes(';') ? ';' : ',';
  const { labels } = await labelsOf(
    ['a.txt', 'b.txt'],
    `${header}\na.txt${separator}007\nb.txt${separator}1.0\n`,
    name,
  );
  expect(labels).toEqual({ 'a.txt': '007', 'b.txt': '1' });
});

test('of a number and a file name, the column that names files is taken', async () => {
  const { labels } = await labelsOf(['a.txt', 'b.txt'], 'id,filename,label\n1,a.txt,x\n2,b.txt,y\n');
  expect(labels).toEqual({ 'a.txt': 'x', 'b.txt': 'y' });
});

test('JSON Lines of each folder, with paths relative to it', async () => {
  const folder = makeFolder({
    'train/a.txt': 'one',
    'test/a.txt': 'two',
    'train/metadata.jsonl': '{"file_name":"a.txt","label":"x"}\n',
    'test/metadata.jsonl': '{"file_name":"a.txt","label":"y"}\n',
    'label-scout.json': { version: 1, source: { ...source, files: ['**'], truth: '**/metadata.jsonl' } },
  });
  const dataset = await open(folder);
  expect(dataset.ids).toEqual(['test/a.txt', 'train/a.txt']);
  expect([...dataset.oracle].map((code) => dataset.classes[code])).toEqual(['y', 'x']);
  expect(dataset.notices).toEqual([]);
});

test('columns that may each hold the labels, or none, are a sentence', async () => {
  const folderOf = (truth: string) =>
    makeFolder({
      'a.txt': 'one',
      't.csv': truth,
      'label-scout.json': { version: 1, source: { ...source, truth: 't.csv' } },
    });
  expect(await refusal(open(folderOf('file,class,category\na.txt,x,y\n')))).toMatch(
    /the columns "class" and "category" may each hold the labels; rename the right one to "label"/,
  );
  expect(await refusal(open(folderOf('file,text\na.txt,x\n')))).toMatch(
    /no column holds the labels \(its columns: file, text\); its header must be id,label/,
  );
});
