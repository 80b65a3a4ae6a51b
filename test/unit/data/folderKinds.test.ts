import { expect, test } from 'vitest';
import { considerableKinds, lookInto } from '../../../src/data/folderContents.ts';
import { initDataset, suggestManifest } from '../../../src/data/init.ts';
import { makeFolder, open } from './folder.ts';

const noticesOf = async (...request: Parameters<typeof suggestManifest>) =>
  (await suggestManifest(...request)).notices;
const texts = { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' };

test('of two kinds in one folder the more frequent is taken, and the other is said', async () => {
  const folder = makeFolder({ ...texts, 'p.png': '', 'q.jpg': '' });
  expect(await noticesOf(folder)).toEqual([
    '3 texts are taken: 3 .txt.',
    '2 pictures are left out: 1 .jpg, 1 .png; to label those instead, run init again with --kind images --force.',
  ]);
  const images = await suggestManifest(folder, { kind: 'images' });
  expect(images.manifest.source.kind).toBe('images');
  expect(images.notices[1]).toMatch(/^3 texts are left out: 3 \.txt/);
  await expect(suggestManifest(folder, { kind: 'table' })).rejects.toThrow(/--kind table: .* holds no table/);
  await expect(suggestManifest(folder, { kind: 'text', label: 'y' })).rejects.toThrow(/use --kind table/);
});

test('pictures beside a table are said', async () => {
  const folder = makeFolder({ 'a.csv': 'x\n1\n', 'b.png': '' });
  expect(await noticesOf(folder, { kind: 'table' })).toEqual([
    '1 picture is left out: 1 .png; to label that instead, run init again with --kind images --force.',
  ]);
  await expect(suggestManifest(`${folder}/a.csv`, { kind: 'images' })).rejects.toThrow(/--kind chooses/);
});

test('a person chooses among kinds of which there are many', async () => {
  const kindsIn = async (files: Record<string, string>) =>
    considerableKinds(await lookInto(makeFolder(files)), 'labels.csv').map(({ kind, files: count }) => [
      kind,
      count,
    ]);
  expect(await kindsIn({ ...texts, 'p.png': '', 'q.png': '' })).toEqual([
    ['text', 3],
    ['images', 2],
  ]);
  expect(await kindsIn({ ...texts, 'logo.png': '', 'labels.csv': '' })).toEqual([['text', 3]]);
  expect(await kindsIn({ ...texts, 'data.csv': '' })).toEqual([
    ['text', 3],
    ['table', 1],
  ]);
});

test('a folder of nothing that can be read names what is there and what can be read', async () => {
  const folder = makeFolder({ 'a.heic': 'x', 'b.heic': 'y', 'c.docx': 'z' });
  await expect(suggestManifest(folder)).rejects.toThrow(
    /holds no images, texts or tables that can be read, but 2 \.heic, 1 \.docx; .*images \(\.png.*\.tif.*texts \(\.txt.*tables \(\.csv/,
  );
});

test('files that are not taken are said by kind at set-up and whenever the dataset is opened', async () => {
  const folder = makeFolder({
    'a/1.png': '',
    'b/2.png': '',
    'b/3.heic': 'x',
    'b/4.psd': 'x',
    'b/6.heic': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    'b/notes.json': '{}',
    'b/scan': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    'README.md': 'about',
    '.hidden/5.raw': 'x',
  });
  const said = [
    '2 pictures cannot be read: 1 .heic, 1 .psd; save as PNG, JPEG or TIFF.',
    '2 files (b/6.heic, b/scan) are pictures by their content, but not by their extensions; rename them, or name them in source.files.',
    '1 other file is left out: 1 .json.',
  ];
  expect(await noticesOf(folder)).toEqual(['2 pictures are taken: 2 .png.', ...said]);
  await initDataset(folder);
  expect((await open(folder)).notices).toEqual(said);
});

test('of texts, documents that cannot be read are said, with what to do', async () => {
  const folder = makeFolder({ ...texts, 'd.pdf': '%PDF', 'e.json': '{}', 'f.json': '{}', 'g.css': 'a{}' });
  expect((await noticesOf(folder)).slice(1)).toEqual([
    '1 document cannot be read: 1 .pdf; extract the text, for example with `pdftotext`.',
    '3 files are not taken by source.files: 2 .json, 1 .css; add the extensions of those that are texts to its patterns.',
  ]);
});

test('pictures that a manifest of old passes over are said; files named one by one are a choice', async () => {
  const folderOf = (files: readonly string[]) =>
    makeFolder({
      'in/a.png': '',
      'in/b.tif': '',
      'out/c.tif': '',
      'label-scout.json': { version: 1, source: { kind: 'images', files } },
    });
  expect((await open(folderOf(['in/*.png']))).notices).toEqual([
    '1 picture is not taken by source.files: 1 .tif; add the extension to its patterns.',
  ]);
  expect((await open(folderOf(['in/a.png']))).notices).toEqual([]);
});
