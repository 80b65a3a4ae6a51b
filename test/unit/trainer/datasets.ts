import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { createRng } from '../../../src/engine/rng.ts';
import type { RoundRequest } from '../../../src/engine/learner/types.ts';
import { temporaryFolder } from './supervision.ts';

/** Writes a table of seeded noise with columns `id, x0, x1, …, class` and its manifest; returns the manifest's path. */
export function writeTable(rows: number, columns: number): string {
  const folder = temporaryFolder();
  const rng = createRng(7);
  const names = Array.from({ length: columns }, (_, column) => `x${column}`);
  const lines = Array.from({ length: rows }, (_, row) => {
    const values = names.map(() => rng.uniform().toFixed(4));
    return [`row-${row}`, ...values, rng.below(2) === 0 ? 'no' : 'yes'].join(',');
  });
  writeFileSync(join(folder, 'data.csv'), [['id', ...names, 'class'].join(','), ...lines, ''].join('\n'));
  const source = { kind: 'table', files: ['data.csv'], id: 'id', label: 'class', labels: 'oracle' };
  const manifest = join(folder, 'label-scout.json');
  writeFileSync(manifest, JSON.stringify({ version: 1, name: 'Noise', source }));
  return manifest;
}

/** A round with the first `labeled` rows labeled by turns and the next `candidates` rows to choose from. */
export function roundOf(
  labeled: number,
  candidates: number,
  changed: Partial<RoundRequest> = {},
): RoundRequest {
  return {
    seed: 1,
    round: labeled,
    model: 'forest',
    modelOptions: {},
    strategy: 'margin',
    strategyOptions: {},
    labeledRows: Int32Array.from({ length: labeled }, (_, row) => row),
    labels: Int32Array.from({ length: labeled }, (_, row) => (row * 7 + (row >> 3)) & 1),
    candidates: Int32Array.from({ length: candidates }, (_, row) => labeled + row),
    queried: new Int32Array(0),
    batchSize: 1,
    count: 5,
    testRows: new Int32Array(0),
    testLabels: new Int32Array(0),
    metric: 'accuracy',
    positiveClass: 1,
    ...changed,
  };
}

/** Writes a folder of short text files and its manifest; returns the manifest's path. */
export function writeTexts(files: number): string {
  const folder = temporaryFolder();
  for (let file = 0; file < files; file++) writeFileSync(join(folder, `${file}.txt`), `text number ${file}`);
  const manifest = join(folder, 'label-scout.json');
  const classes = [{ name: 'short' }, { name: 'long' }];
  writeFileSync(
    manifest,
    JSON.stringify({ version: 1, source: { kind: 'text', files: ['*.txt'] }, classes }),
  );
  return manifest;
}

/** Writes a folder of pictures of seeded noise and its manifest, whose model is `cnn`; returns the manifest's path. */
export async function writePictures(files: number): Promise<string> {
  const folder = temporaryFolder();
  const rng = createRng(3);
  for (let file = 0; file < files; file++) {
    const pixels = Buffer.from(Array.from({ length: 64 }, () => rng.below(256)));
    await sharp(pixels, { raw: { width: 8, height: 8, channels: 1 } }).toFile(join(folder, `${file}.png`));
  }
  const manifest = join(folder, 'label-scout.json');
  const classes = [{ name: 'one' }, { name: 'two' }];
  const source = { kind: 'images', files: ['*.png'] };
  writeFileSync(manifest, JSON.stringify({ version: 1, source, classes, model: 'cnn' }));
  return manifest;
}
