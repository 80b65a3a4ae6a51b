import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { CancelledError } from '../../../src/engine/errors.ts';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import { createRng } from '../../../src/engine/rng.ts';
import type { Dataset } from '../../../src/data/types.ts';
import { columnOf, makeFolder, open, writeInto } from './folder.ts';

const manifest = (seed?: number) => ({
  version: 1,
  source: { kind: 'images', files: ['*.png'] },
  ...(seed !== undefined && { seed }),
});

const rng = createRng('pictures');
const noise = (channels: 1 | 3): Promise<Buffer> =>
  sharp(Buffer.from(Array.from({ length: 16 * 16 * channels }, () => rng.below(256))), {
    raw: { width: 16, height: 16, channels },
  })
    .png()
    .toBuffer();

const namesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${String(index).padStart(4, '0')}.png`);

async function folderOf(count: number, channels: 1 | 3): Promise<string> {
  const files = await Promise.all(namesOf(count).map(async (name) => [name, await noise(channels)] as const));
  return makeFolder({ ...Object.fromEntries(files), 'label-scout.json': manifest() });
}

/** The numbers of all images, in a form that is quick to compare. */
const bytesOf = async (dataset: Dataset): Promise<Buffer> =>
  Buffer.from((await dataset.features(allocateMatrix)).data.buffer as ArrayBuffer);

const kindsOf = ({ featureSteps }: Dataset): string[] => featureSteps.map(({ kind }) => kind);
const cacheOf = (folder: string): string => join(folder, '.label-scout/cache/pictures.bin');

test('few images become gradients and, in color, colors; without a cache', async () => {
  const gray = await open(await folderOf(3, 1));
  expect((await gray.features(allocateMatrix)).columns).toBe(324);
  expect(kindsOf(gray)).toEqual(['gradients']);
  const colored = await open(await folderOf(3, 3));
  const matrix = await colored.features(allocateMatrix);
  expect(kindsOf(colored)).toEqual(['gradients', 'colors']);
  expect(matrix.columns).toBe(324 + 96);
  expect(matrix.picture).toBeUndefined();
  expect(colored.featureNames).toHaveLength(matrix.columns);
  expect(new Set(colored.featureNames).size).toBe(matrix.columns);
  expect(existsSync(cacheOf(colored.folder))).toBe(false);
});

test('names and steps are those of the view that was asked last', async () => {
  const dataset = await open(await folderOf(3, 1));
  const pixels = await dataset.features(allocateMatrix, { view: 'pixels' });
  expect(pixels.picture).toEqual({ channels: 1, width: 32, height: 32 });
  expect(dataset.featureNames[0]).toBe('gray at 0, 0');
  expect(kindsOf(dataset)).toEqual(['image']);
  await dataset.features(allocateMatrix);
  expect(dataset.featureNames[0]).toBe('gradient 1');
});

test('an image that cannot be read is zero', async () => {
  const folder = await folderOf(4, 1);
  writeInto(folder, '0002.png', 'not a picture');
  const dataset = await open(folder);
  const matrix = await dataset.features(allocateMatrix);
  const rowOf = (row: number) => dataset.featureNames.map((_, column) => columnOf(matrix, column)[row]!);
  expect(rowOf(2).every((value) => value === 0)).toBe(true);
  expect(rowOf(1).some((value) => value !== 0)).toBe(true);
  expect(matrix.data.every(Number.isFinite)).toBe(true);
});

test('many images become patches too: pictures and seed decide, and the cache gives the same', async () => {
  const folder = await folderOf(100, 1);
  const dataset = await open(folder);
  const first = await bytesOf(dataset);
  expect(kindsOf(dataset)).toEqual(['patches', 'gradients']);
  expect(dataset.featureNames).toHaveLength(800 + 324);
  expect(dataset.featureNames[200]).toBe('patches of kind 1, top right');
  const kept = readFileSync(cacheOf(folder));
  const again = await open(folder);
  expect((await bytesOf(again)).equals(first)).toBe(true);
  expect(again.featureSteps).toEqual(dataset.featureSteps);
  // Damaged, and of another seed: both are computed anew.
  writeInto(folder, '.label-scout/cache/pictures.bin', kept.subarray(0, kept.length - 5));
  expect((await bytesOf(await open(folder))).equals(first)).toBe(true);
  writeInto(folder, 'label-scout.json', manifest(2));
  expect((await bytesOf(await open(folder))).equals(first)).toBe(false);
});

test('rows that are measured on leave the patches as they are', async () => {
  const dataset = await open(await folderOf(100, 1));
  const all = await bytesOf(dataset);
  const some = await dataset.features(allocateMatrix, { fitRows: Int32Array.of(1, 2, 3) });
  expect(Buffer.from(some.data.buffer as ArrayBuffer).equals(all)).toBe(true);
});

test('a cancelled computation goes on where it ended', async () => {
  const folder = await folderOf(110, 1);
  const abort = new AbortController();
  const cancelled = await open(folder, {
    signal: abort.signal,
    onProgress: (fraction) => {
      if (fraction > 0.9) abort.abort();
    },
  });
  await expect(cancelled.features(allocateMatrix)).rejects.toThrow(CancelledError);
  const kept = readFileSync(cacheOf(folder));
  const shares: number[] = [];
  const resumed = await open(folder, { onProgress: (fraction) => shares.push(fraction) });
  const found = await bytesOf(resumed);
  // Half of the share is decoding; what the first attempt had computed is not computed again.
  expect(shares.find((share) => share > 0.5)).toBeGreaterThan(0.9);
  expect(shares.at(-1)).toBe(1);
  expect(readFileSync(cacheOf(folder)).length).toBeGreaterThan(kept.length);
  const whole = await open(await makeCopy(folder, 110));
  expect((await bytesOf(whole)).equals(found)).toBe(true);
});

/** The same images without a cache. */
async function makeCopy(folder: string, count: number): Promise<string> {
  const files = namesOf(count).map((name) => [name, readFileSync(join(folder, name))] as const);
  return makeFolder({ ...Object.fromEntries(files), 'label-scout.json': manifest() });
}

test('images decoded before a cancel are not decoded again', async () => {
  const folder = await folderOf(150, 1);
  const abort = new AbortController();
  const dataset = await open(folder, {
    signal: abort.signal,
    onProgress: (fraction) => {
      if (fraction > 0.4) abort.abort();
    },
  });
  await expect(dataset.features(allocateMatrix)).rejects.toThrow(CancelledError);
  const cache = readFileSync(join(folder, '.label-scout/cache/images.bin'));
  expect(cache.length).toBeGreaterThan(100 * 32 * 32 * 3);
});
