import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderWith, json, labelScout } from './commandLine.ts';

const csv = `id,x,title,sku,label\n${Array.from({ length: 20 }, (_, row) => `${row},${row % 5},red lamp ${row},A-${row},${'ab'[row % 2]}`).join('\n')}\n`;

test('a bare table is described as init would read it, and nothing is written', async () => {
  const folder = folderWith({ 'data.csv': csv, 'other.tiff': '' });
  const account = await json(['describe', join(folder, 'data.csv')]);
  expect(account).toMatchObject({
    files: [
      { path: 'data.csv', taken: true, reason: 'a table' },
      { path: 'other.tiff', taken: false, reason: expect.stringContaining('picture') },
    ],
    columns: [
      { name: 'id', type: 'number', role: 'id', missing: 0, example: '0, 1, 2' },
      { name: 'x', role: 'feature' },
      { name: 'title', type: 'text', role: 'feature' },
      { name: 'sku', type: 'text', role: 'left-out', reason: 'codes, all different' },
      { name: 'label', role: 'feature' },
    ],
    rows: { read: 20, left: 0 },
    guesses: expect.arrayContaining([
      { what: 'id', chosen: 'id', others: expect.any(Array) },
      { what: 'label', chosen: 'none', others: expect.arrayContaining(['label']) },
      { what: 'delimiter', chosen: 'comma', others: expect.any(Array) },
    ]),
  });
  expect(existsSync(join(folder, 'label-scout.json'))).toBe(false);
});

test('init says in one line what is read, and names the texts that no model sees', async () => {
  const folder = folderWith({ 'data.csv': csv });
  const { code, out, err } = await labelScout(['init', join(folder, 'data.csv'), '--label', 'label']);
  expect(code).toBe(0);
  expect(out).toContain('20 rows; learns from x, title; leaves out sku (codes, all different).');
  expect(err).toContain('Left out of the features: "sku" (codes, all different)');
  const described = await labelScout(['describe', folder]);
  expect(described.out).toMatch(/^sku +text +left-out +0 +codes, all different +A-0, A-1, A-2$/m);
  expect(described.out).toMatch(/^ +1 +\.json +no +the manifest +label-scout\.json$/m);
  const guesses = [{ what: 'delimiter' }, { what: 'header' }];
  expect(await json(['describe', folder])).toMatchObject({ guesses });
});

test('what is neither a dataset nor a source is refused', async () => {
  const folder = folderWith({ 'a.xyz': 'x' });
  expect((await labelScout(['describe', join(folder, 'a.xyz')])).code).toBe(2);
  expect((await labelScout(['describe', join(folder, 'gone.csv')])).code).toBe(1);
});
