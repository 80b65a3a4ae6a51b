import { expect, test } from 'vitest';
import { suggestManifest } from '../../../src/data/init.ts';
import { makeFolder } from './folder.ts';

const pictures = { 'a.png': '', 'b.png': '', 'c.png': '' };

test.each([
  ['metadata.csv', 'file_name,label\na.png,x\nb.png,y\nc.png,x\n'],
  ['labels.csv', 'filename;class\na.png;x\nb.png;y\nc.png;x\n'],
  [
    'metadata.jsonl',
    '{"file_name":"a.png","label":"x"}\n{"file_name":"b.png","label":"y"}\n{"file_name":"c.png","label":"x"}\n',
  ],
  ['train.csv', 'image_id,label\na,x\nb,y\nc,x\n'],
])('%s beside pictures gives their labels', async (name, content) => {
  const { manifest, notices } = await suggestManifest(makeFolder({ ...pictures, [name]: content }));
  expect(manifest.source).toMatchObject({ kind: 'images', truth: name, labels: 'oracle' });
  expect(notices[1]).toMatch(
    new RegExp(`^the labels come from ${name} \\(columns .*\\): 3 of 3 files, 2 classes \\(x, y\\)\\.$`),
  );
});

test('a file of each folder is a pattern, and a file that fits a part is said to', async () => {
  const folder = makeFolder({
    'train/a.png': '',
    'test/b.png': '',
    'train/metadata.csv': 'file_name,label\na.png,x\n',
    'test/metadata.csv': 'file_name,label\nb.png,y\n',
    'labels.csv': 'file,label\ntrain/a.png,x\n',
  });
  const { manifest, notices } = await suggestManifest(folder);
  expect(manifest.source).toMatchObject({ truth: '**/metadata.csv', labels: 'oracle' });
  expect(notices.join()).toContain('labels.csv knows labels too');
});

test('a file that by its name should hold labels and does not is said not to', async () => {
  const noticesOf = async (files: object, classes?: readonly string[]) => {
    const { manifest, notices } = await suggestManifest(makeFolder({ ...pictures, ...files }), { classes });
    expect(manifest.source).not.toHaveProperty('truth');
    return notices.join();
  };
  expect(await noticesOf({ 'metadata.csv': 'file_name,text\na.png,x\n' })).toMatch(
    /metadata\.csv is not used for labels\. .*no column holds the labels \(its columns: file_name, text\)/,
  );
  expect(await noticesOf({ 'metadata.csv': 'file_name,label\na.png,x\n' }, ['p', 'q'])).toContain(
    'metadata.csv is not used for labels: "x" is not one of --classes.',
  );
  expect(await noticesOf({ 'labels.csv': 'file_name,label\nz.png,x\n' })).toContain(
    'labels.csv holds no label of these files.',
  );
});

test('ids that name no file are said at set-up, with the classes', async () => {
  const { notices } = await suggestManifest(
    makeFolder({ ...pictures, 'truth.csv': 'id,label\na.png,x\ngone.png,y\n' }),
  );
  expect(notices.slice(1)).toEqual([
    'the labels come from truth.csv (columns "id" and "label"): 1 of 3 files, 1 class (x).',
    expect.stringMatching(/the id "gone\.png" names no file of the dataset/),
  ]);
});
