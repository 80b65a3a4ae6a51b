import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createManifest, describeSource } from '../../../src/trainer/createDataset.ts';
import { makeFolder } from '../data/folder.ts';

it('asks what to label of a folder that holds two kinds, and takes what was chosen', async () => {
  const folder = makeFolder({ 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three', 'p.png': '', 'q.png': '' });
  const kinds = [
    { kind: 'text', files: 3 },
    { kind: 'images', files: 2 },
  ];
  expect(await describeSource({ source: folder })).toMatchObject({ kind: 'text', kinds });
  expect(await describeSource({ source: folder, kind: 'images' })).toMatchObject({ kind: 'images', kinds });
  const params = { source: folder, label: null, classes: ['a', 'b'], kind: 'images', force: false } as const;
  const { manifest } = await createManifest(params);
  expect(JSON.parse(readFileSync(manifest, 'utf8'))).toMatchObject({ source: { kind: 'images' } });
});

it('asks nothing of a folder of one kind, whose labels a table knows', async () => {
  const folder = makeFolder({ 'a.png': '', 'b.png': '', 'labels.csv': 'file,label\na.png,x\nb.png,y\n' });
  expect(await describeSource({ source: folder })).toMatchObject({
    kinds: [{ kind: 'images', files: 2 }],
    labelsKnown: true,
  });
});
