import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../../../src/engine/errors.ts';
import { initDataset, suggestManifest } from '../../../src/data/init.ts';
import { makeFolder, open } from './folder.ts';

const sourceOf = async (...request: Parameters<typeof suggestManifest>) =>
  (await suggestManifest(...request)).manifest.source;

test('for a table, the manifest is written beside it, with the id found and the kind of labels', async () => {
  const folder = makeFolder({ 'data.csv': 'Row,x,kind\n1,5,a\n2,6,b\n' });
  const { path } = await initDataset(join(folder, 'data.csv'), { label: 'kind', classes: ['b', 'a'] });
  expect(path).toBe(join(folder, 'label-scout.json'));
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    version: 1,
    name: 'data.csv',
    source: {
      kind: 'table',
      files: ['data.csv'],
      id: 'Row',
      features: { numeric: 'auto', categorical: 'auto', text: [] },
      label: 'kind',
      labels: 'oracle',
    },
    classes: [{ name: 'b' }, { name: 'a' }],
  });
  expect(readFileSync(path, 'utf8').endsWith('}\n')).toBe(true);
  const dataset = await open(folder);
  expect(dataset).toMatchObject({ ids: ['1', '2'], classes: ['b', 'a'], featureNames: ['x'] });
});

test('labels that some rows lack are existing work', async () => {
  const folder = makeFolder({ 'data.tsv': 'x\tkind\n5\ta\n6\t\n' });
  expect(await sourceOf(join(folder, 'data.tsv'), { label: 'kind' })).toMatchObject({ labels: 'existing' });
  expect(await sourceOf(folder, { label: 'kind' })).toMatchObject({ kind: 'table', files: ['data.tsv'] });
});

test('free text is a feature from the start where a table holds nothing else', async () => {
  const folder = makeFolder({
    'only.csv': 'id,review,label\n1,good,y\n2,fine and dandy,n\n3,bad,y\n',
    'more.csv': 'id,review,stars,label\n1,good,4,y\n2,fine and dandy,5,n\n3,bad,1,y\n',
  });
  expect(await sourceOf(join(folder, 'only.csv'), { label: 'label' })).toMatchObject({
    features: { text: ['review'] },
  });
  expect(await sourceOf(join(folder, 'more.csv'), { label: 'label' })).toMatchObject({
    features: { text: [] },
  });
});

test('prose is a feature beside others, in a manifest and in a bare file, and codes are named as left out', async () => {
  const ticket = (row: number) =>
    `${row},${row % 7},My printer number ${row} is on fire again,a${row},${'yn'[row % 2]}`;
  const rows = Array.from({ length: 20 }, (_, row) => ticket(row)).join('\n');
  const folder = makeFolder({ 'tickets.csv': `id,urgency,message,serial,label\n${rows}\n` });
  const file = join(folder, 'tickets.csv');
  const label = 'label';
  expect(await sourceOf(file, { label })).toMatchObject({ features: { text: ['message'] } });
  const bare = await open(file, { allowBareFile: true, label });
  expect(bare.featureNames.slice(0, 2)).toEqual(['urgency', 'message ~0']);
  expect(bare.notices).toEqual([expect.stringContaining('"serial" (codes, all different)')]);
  await initDataset(file, { label });
  expect((await open(folder)).notices).toEqual([]);
});

test('a manifest is replaced only when that is asked for', async () => {
  const folder = makeFolder({ 'data.csv': 'x\n1\n', 'label-scout.json': 'mine' });
  const file = join(folder, 'data.csv');
  await expect(initDataset(file)).rejects.toThrow(/label-scout\.json exists already; pass --force/);
  expect(readFileSync(join(folder, 'label-scout.json'), 'utf8')).toBe('mine');
  await initDataset(file, { force: true });
  expect((await open(folder)).ids).toHaveLength(1);
});

test('a folder of images in class folders takes its labels from them', async () => {
  const folder = makeFolder({ 'cats/1.png': '', 'cats/2.JPG': '', 'dogs/3.webp': '', 'notes.txt': '' });
  expect(await sourceOf(folder)).toEqual({
    kind: 'images',
    files: ['**/*.{png,jpg,jpeg,jpe,jfif,webp,gif,bmp,tif,tiff,avif,svg}'],
    labelFromFolder: true,
    labels: 'oracle',
  });
  await initDataset(folder);
  const dataset = await open(folder);
  expect(dataset.ids).toEqual(['cats/1.png', 'cats/2.JPG', 'dogs/3.webp']);
  expect(dataset.classes).toEqual(['cats', 'dogs']);
});

test.each([
  ['one folder', { 'all/1.png': '', 'all/2.png': '' }, undefined],
  ['no folder', { '1.png': '', '2.png': '' }, undefined],
  ['folders that are no classes', { 'x/1.png': '', 'y/2.png': '' }, ['cat', 'dog']],
])('images in %s have no labels', async (_, files, classes) => {
  expect(await sourceOf(makeFolder(files), { classes })).toEqual({
    kind: 'images',
    files: [expect.any(String)],
  });
});

test('images partly in class folders have existing labels', async () => {
  expect(await sourceOf(makeFolder({ 'a/1.png': '', 'b/2.png': '', '3.png': '' }))).toMatchObject({
    labelFromFolder: true,
    labels: 'existing',
  });
});

test('texts are texts, a truth file beside them is theirs', async () => {
  const folder = makeFolder({
    'd/1.txt': 'x',
    'd/2.md': 'y',
    'truth.csv': 'id,label\nd/1.txt,a\n',
    'logo.png': '',
  });
  expect(await sourceOf(folder)).toEqual({
    kind: 'text',
    files: [expect.stringContaining('txt,md')],
    truth: 'truth.csv',
    labels: 'existing',
  });
  await initDataset(folder);
  expect((await open(folder)).ids).toEqual(['d/1.txt', 'd/2.md']);
});

test('a truth file that knows every file is an oracle, and must use the classes that are given', async () => {
  const folder = makeFolder({ 'd/1.png': '', '2.png': '', 'truth.csv': 'id,label\nd/1.png,a\n2.png,b\n' });
  expect(await sourceOf(folder)).toMatchObject({ kind: 'images', truth: 'truth.csv', labels: 'oracle' });
  await expect(sourceOf(folder, { classes: ['a', 'c'] })).rejects.toThrow(/the label "b" is not one/);
});

test('a folder with the extension of a table is none', async () => {
  const folder = makeFolder({ 'data.csv': 'x\n1\n', 'parts.parquet/part-0.parquet': 'PAR1' });
  expect(await sourceOf(folder)).toMatchObject({ kind: 'table', files: ['data.csv'] });
});

test('a table with a read-me is a table', async () => {
  expect(await sourceOf(makeFolder({ 'data.csv': 'x\n1\n', 'README.md': 'about' }))).toMatchObject({
    kind: 'table',
  });
});

test.each([
  ['an empty folder', {}, /holds no images, texts or tables/],
  ['two tables', { 'a.csv': 'x\n1\n', 'b.csv': 'x\n1\n' }, /holds several tables \(a\.csv, b\.csv\)/],
])('%s is refused', async (_, files, message) => {
  await expect(suggestManifest(makeFolder(files))).rejects.toThrow(message);
});

test('a label column of a folder without a table is wrong usage, and told of as such', async () => {
  const refused = suggestManifest(makeFolder({ '1.png': '' }), { label: 'y' });
  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(/--label names a column of a table, and .* holds none/);
});

test('wrong files, columns and classes are refused', async () => {
  const folder = makeFolder({ 'data.csv': 'x,y\n1,a\n', 'notes.txt': '' });
  const file = join(folder, 'data.csv');
  await expect(suggestManifest(join(folder, 'gone.csv'))).rejects.toThrow(/gone\.csv does not exist/);
  await expect(suggestManifest(join(folder, 'notes.txt'))).rejects.toThrow(/is no table/);
  await expect(suggestManifest(file, { label: 'z' })).rejects.toThrow(/no column "z"; the columns are x, y/);
  await expect(suggestManifest(file, { label: 'y', classes: ['b', 'c'] })).rejects.toThrow(
    /row 1: the label "a" is not/,
  );
  await expect(suggestManifest(file, { classes: ['b', 'b'] })).rejects.toThrow(/"b" stands there twice/);
});
