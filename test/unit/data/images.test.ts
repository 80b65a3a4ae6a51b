import { existsSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { whyUnreadable } from '../../../src/data/images/whyUnreadable.ts';
import { decodeBitmap } from '../../../src/runtime/bmp.ts';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import type { Dataset } from '../../../src/data/types.ts';
import { columnsOf, makeFolder, open, writeInto } from './folder.ts';

const picture = (width: number, height: number, background: { r: number; g: number; b: number }) =>
  sharp({ create: { width, height, channels: 3, background } });
const gray = (level: number) => picture(20, 28, { r: level, g: level, b: level }).png().toBuffer();
const red = (width = 20, height = 28) => picture(width, height, { r: 255, g: 0, b: 51 }).png().toBuffer();
const manifest = { version: 1, source: { kind: 'images', files: ['**/*.{png,jpg,bmp,webp,gif}'] } };
const folderOf = (files: Record<string, Uint8Array | string>) =>
  makeFolder({ ...files, 'label-scout.json': manifest });
const pixelsOf = (dataset: Dataset) => columnsOf(dataset, undefined, 'pixels');

test('gray images become 32 × 32 numbers in [0, 1]', async () => {
  const dataset = await open(
    folderOf({ 'a.png': await gray(0), 'b.png': await gray(51), 'c.png': await gray(255) }),
  );
  const columns = await pixelsOf(dataset);
  expect(dataset.featureNames).toHaveLength(1024);
  for (const values of Object.values(columns)) expect(values).toEqual([0, expect.closeTo(0.2, 6), 1]);
});

test('one image of another color makes all of them red, green and blue', async () => {
  const dataset = await open(folderOf({ 'a.png': await gray(255), 'b.png': await red() }));
  const columns = await pixelsOf(dataset);
  expect(dataset.featureNames).toHaveLength(3072);
  expect(columns['red at 3, 5']).toEqual([1, 1]);
  expect(columns['green at 3, 5']).toEqual([1, 0]);
  expect(columns['blue at 31, 31']).toEqual([1, expect.closeTo(0.2, 6)]);
});

test('pixels keep their place: left is left and top is top', async () => {
  const data = Buffer.alloc(64 * 64, 0).map((_, index) => (index % 64 < 32 && index < 64 * 32 ? 255 : 0));
  const corner = await sharp(data, { raw: { width: 64, height: 64, channels: 1 } })
    .png()
    .toBuffer();
  const columns = await pixelsOf(await open(folderOf({ 'a.png': corner })));
  expect(['2, 2', '29, 2', '2, 29', '29, 29'].map((at) => columns[`gray at ${at}`]![0])).toEqual([
    1, 0, 0, 0,
  ]);
});

test.each(['jpeg', 'webp', 'gif', 'png'] as const)('reads %s', async (format) => {
  const bytes = await picture(9, 7, { r: 200, g: 200, b: 200 }).toFormat(format).toBuffer();
  const dataset = await open(folderOf({ [`a.${format === 'jpeg' ? 'jpg' : format}`]: bytes }));
  expect(await dataset.sample(0)).toMatchObject({ kind: 'image', width: 9, height: 7 });
  expect((await pixelsOf(dataset))['gray at 9, 9']![0]).toBeCloseTo(200 / 255, 1);
});

test('an image is shown with its path and its size as the camera held it', async () => {
  const turned = await picture(30, 10, { r: 1, g: 1, b: 1 })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const folder = folderOf({ 'in/a.jpg': turned });
  const dataset = await open(folder);
  expect(await dataset.sample(0)).toEqual({
    kind: 'image',
    path: join(folder, 'in/a.jpg'),
    width: 10,
    height: 30,
  });
});

test('empty, truncated and mislabeled images are unreadable with a reason, all zero, and counted', async () => {
  const whole = await picture(64, 64, { r: 9, g: 90, b: 200 }).png({ compressionLevel: 0 }).toBuffer();
  const dataset = await open(
    folderOf({
      'empty.png': '',
      'text.png': 'not an image',
      'torn.png': whole.subarray(0, 3000),
      'z.png': whole,
    }),
  );
  const matrix = await dataset.features(allocateMatrix, { view: 'pixels' });
  expect(dataset.notices).toEqual([
    '3 images cannot be read: empty.png, text.png, torn.png. They can be skipped.',
  ]);
  expect(await dataset.sample(0)).toMatchObject({ kind: 'unreadable', reason: 'The file is empty.' });
  expect(await dataset.sample(1)).toMatchObject({
    reason: 'The file is not an image, whatever its name says.',
  });
  expect(await dataset.sample(2)).toMatchObject({ reason: 'The image is damaged: it ends too early.' });
  expect(await dataset.sample(3)).toMatchObject({ kind: 'image' });
  expect(matrix.data.every(Number.isFinite)).toBe(true);
  const columns = await pixelsOf(dataset);
  expect(columns['blue at 0, 0']).toEqual([0, 0, 0, expect.closeTo(200 / 255, 6)]);
});

test('an image removed after opening is unreadable and nothing breaks', async () => {
  const dataset = await open(folderOf({ 'a.png': await gray(3), 'b.png': await gray(3) }));
  rmSync(join(dataset.folder, 'a.png'));
  expect(await dataset.sample(0)).toMatchObject({
    kind: 'unreadable',
    reason: expect.stringContaining('does not exist'),
  });
});

test('an image that is removed while it is looked at has a reason too', async () => {
  const gone = join(makeFolder(), 'a.png');
  expect(await whyUnreadable(gone, new Error('Input buffer contains unsupported image format'))).toBe(
    `${gone} does not exist; check the path.`,
  );
});

/** A 24-bit Windows bitmap, rows bottom first and padded to four bytes. */
function bitmap(
  width: number,
  height: number,
  color: (x: number, y: number) => readonly [number, number, number],
): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + stride * height);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r, g, b] = color(x, y);
      bytes.set([b, g, r], 54 + stride * (height - 1 - y) + x * 3);
    }
  }
  return bytes;
}

test('Windows bitmaps are read, top row first', async () => {
  const bytes = bitmap(3, 2, (x, y) => [x * 100, y * 100, 7]);
  expect([...decodeBitmap(bytes).data]).toEqual([
    0, 0, 7, 100, 0, 7, 200, 0, 7, 0, 100, 7, 100, 100, 7, 200, 100, 7,
  ]);
  const dataset = await open(folderOf({ 'a.bmp': bytes, 'b.bmp': bytes.subarray(0, 60) }));
  expect(await dataset.sample(0)).toMatchObject({ kind: 'image', width: 3, height: 2 });
  expect(await dataset.sample(1)).toMatchObject({
    kind: 'unreadable',
    reason: 'The image is damaged: it ends too early.',
  });
  expect(() => decodeBitmap(bytes.subarray(0, 20))).toThrow(/premature end/);
});

/** A bitmap of one pixel of 32 bits, whose bytes are 10, 20, 30 and 40, with masks of red, green and blue. */
function maskedBitmap(masks: readonly number[]): Buffer {
  const bytes = Buffer.alloc(54 + 12 + 4);
  bitmap(1, 1, () => [0, 0, 0]).copy(bytes);
  bytes.writeUInt32LE(66, 10);
  bytes.writeUInt16LE(32, 28);
  bytes.writeUInt32LE(3, 30);
  masks.forEach((mask, index) => bytes.writeUInt32LE(mask, 54 + 4 * index));
  bytes.set([10, 20, 30, 40], 66);
  return bytes;
}

test('the masks of a Windows bitmap say which byte is which color', () => {
  expect([...decodeBitmap(maskedBitmap([0xff0000, 0xff00, 0xff])).data]).toEqual([30, 20, 10]);
  expect([...decodeBitmap(maskedBitmap([0xff, 0xff00, 0xff0000])).data]).toEqual([10, 20, 30]);
  expect(() => decodeBitmap(maskedBitmap([0x3ff00000, 0xffc00, 0x3ff]))).toThrow(/not supported/);
  const ofOs2 = bitmap(3, 2, () => [1, 2, 3]);
  ofOs2.writeUInt32LE(12, 14);
  expect(() => decodeBitmap(ofOs2)).toThrow(/not supported/);
});

test('many decoded images are cached; a changed file is decoded again', async () => {
  const bytes = await gray(51);
  const names = Array.from({ length: 100 }, (_, index) => `${String(index).padStart(3, '0')}.png`);
  const folder = folderOf(Object.fromEntries(names.map((name) => [name, bytes])));
  const first = await pixelsOf(await open(folder));
  const cache = join(folder, '.label-scout/cache/images.bin');
  expect(readFileSync(join(folder, '.label-scout/.gitignore'), 'utf8')).toBe('cache/\n');
  const written = statSync(cache).mtimeMs;
  writeInto(folder, '007.png', await gray(255));
  utimesSync(join(folder, '007.png'), 1, 1);
  const second = await pixelsOf(await open(folder));
  expect(second['gray at 0, 0']!.map((value) => Math.round(value * 5))).toEqual(
    names.map((_, row) => (row === 7 ? 5 : 1)),
  );
  expect(first['gray at 0, 0']![7]).toBeCloseTo(0.2, 6);
  expect(statSync(cache).mtimeMs).toBe(written);
  writeInto(folder, '.label-scout/cache/images.bin', 'damaged');
  expect((await pixelsOf(await open(folder)))['gray at 0, 0']).toEqual(second['gray at 0, 0']);
});

test('few images leave no cache behind', async () => {
  const folder = folderOf({ 'a.png': await gray(1) });
  await pixelsOf(await open(folder));
  expect(existsSync(join(folder, '.label-scout'))).toBe(false);
});
