import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadManifest } from '../../../src/data/manifestFile.ts';
import { makeFolder } from './folder.ts';

const table = { kind: 'table', files: ['a.csv'] };

const load = (content: string | object) => {
  const folder = makeFolder({ 'label-scout.json': content });
  return loadManifest(join(folder, 'label-scout.json'));
};

test('every field of the contract is accepted', async () => {
  const manifest = {
    $schema: 'x',
    version: 1,
    name: 'Splice junctions',
    source: {
      kind: 'table',
      files: ['splice.csv'],
      id: 'row',
      show: ['sequence'],
      features: { numeric: 'auto', categorical: ['a'], text: [] },
      label: 'class',
      labels: 'oracle',
    },
    classes: [{ name: 'EI', key: '1', guideline: 'exon → intron boundary' }, { name: 'IE' }],
    model: 'forest',
    strategy: 'margin',
    metric: 'accuracy',
    batchSize: 1,
    testShare: 0.1,
    seed: 1,
    modelOptions: { trees: 50 },
    strategyOptions: { fast: true, how: 'well' },
  };
  expect(await load(manifest)).toEqual(manifest);
  expect(await load(`\uFEFF${JSON.stringify(manifest)}`)).toEqual(manifest);
});

test.each([
  [{ version: 1 }, 'source is missing; add it.'],
  [{ version: 2, source: table }, 'version must be 1, not 2.'],
  [
    { version: 1, source: { ...table, kind: 'tabel' } },
    'source.kind must be "table" or "images" or "text", not "tabel".',
  ],
  [{ version: 1, source: { ...table, files: 'a.csv' } }, 'source.files must be a list, not "a.csv".'],
  [
    { version: 1, source: { ...table, files: [] } },
    'source.files must be a list with at least 1 entry, not [].',
  ],
  [
    { version: 1, source: { ...table, files: [''] } },
    'source.files.0 must be a text that is not empty, not "".',
  ],
  [
    { version: 1, source: { ...table, files: ['a'.repeat(4097)] } },
    'source.files.0 must be a text of at most 4096 characters, not "aaaa',
  ],
  [
    { version: 1, source: { ...table, files: Array.from({ length: 10_001 }, (_, n) => `${n}.csv`) } },
    'source.files must be a list with at most 10000 entries, not ["0.csv"',
  ],
  [{ version: 1, source: { ...table, labl: 'x' } }, 'source.labl is not a known field'],
  [
    { version: 1, source: { ...table, features: { numeric: 3 } } },
    'source.features.numeric must be "auto" or a list, not 3.',
  ],
  [{ version: 1, source: { kind: 'images', files: ['*'], label: 'x' } }, 'source.label is not a known field'],
  [{ version: 1, source: table, classes: ['a'] }, 'classes.0 must be an object, not "a".'],
  [
    { version: 1, source: table, classes: [{ name: 'a', key: '12' }] },
    'classes.0.key must be a single character, not "12".',
  ],
  [
    { version: 1, source: table, classes: [{ name: 'a' }, { name: 'a' }] },
    'classes.0.name and classes.1.name are both "a"',
  ],
  [{ version: 1, source: table, batchSize: 0 }, 'batchSize must be at least 1, not 0.'],
  [{ version: 1, source: table, testShare: 0.9 }, 'testShare must be at most 0.5, not 0.9.'],
  [{ version: 1, source: table, seed: 1.5 }, 'seed must be a whole number, not 1.5.'],
  [[1], 'version is missing'],
])('a wrong field is named with its path: %j', async (manifest, sentence) => {
  const message = await load(manifest).then(String, (error: Error) => error.message);
  expect(message).toContain('label-scout.json: ');
  expect(message).toContain(sentence);
});

test('broken JSON is named with its line', async () => {
  await expect(load('{\n  "version": 1,\n}')).rejects.toThrow(/label-scout\.json, line 3 is not valid JSON/);
  await expect(load('')).rejects.toThrow(/is not valid JSON/);
});

test('the contributed JSON schema is the one the program checks with', () => {
  const script = join(import.meta.dirname, '../../../scripts/schema.mjs');
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
