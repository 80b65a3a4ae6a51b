import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readImageCache, writeImageCache } from '../../../src/data/images/cache.ts';
import { imageBytes } from '../../../src/data/images/size.ts';
import { columnsOf, makeFolder, open } from './folder.ts';
import { leftAndRight, tiffOf } from './pictureFiles.ts';

const folderOf = (files: Record<string, Uint8Array>) =>
  makeFolder({
    ...files,
    'label-scout.json': { version: 1, source: { kind: 'images', files: ['**/*.{png,tif}'] } },
  });

const png16 = (values: readonly number[]): Promise<Buffer> =>
  sharp(Uint16Array.from(values), { raw: { width: 64, height: 64, channels: 1 } })
    .toColorspace('grey16')
    .png()
    .toBuffer();

/** The levels at the left and the right of each picture, 0 to 1. */
async function halvesOf(files: Record<string, Uint8Array>) {
  const dataset = await open(folderOf(files));
  const columns = await columnsOf(dataset, undefined, 'pixels');
  const halves = dataset.ids.map((_, row) => [
    columns['gray at 3, 9']![row]!,
    columns['gray at 28, 9']![row]!,
  ]);
  return { halves, notices: dataset.notices, dataset };
}

test('a 16-bit picture that uses low values only is spread from its own range, and said', async () => {
  const { halves, notices, dataset } = await halvesOf({
    'a.png': await png16(leftAndRight(100, 900)),
    'b.png': await png16(leftAndRight(4000, 20)),
  });
  expect(halves).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(notices).toEqual([
    '2 images (a.png, b.png) have more than 8 bits a channel: the darkest to the brightest value of each become ' +
      'black to white, so that brightness cannot be compared between them.',
  ]);
  expect(await dataset.sample(0)).toMatchObject({ kind: 'image', width: 64, height: 64 });
});

test('a 16-bit picture that uses the whole range, or one value, stays as it is', async () => {
  const { halves, notices } = await halvesOf({
    'full.png': await png16(
      leftAndRight(0, 65_535).map((value, pixel) => (pixel % 64 === 0 ? 32_896 : value)),
    ),
    'one.png': await png16(leftAndRight(32_896, 32_896)),
  });
  expect(halves[0]).toEqual([0, 1]);
  expect(halves[1]).toEqual([expect.closeTo(128 / 255, 2), expect.closeTo(128 / 255, 2)]);
  expect(notices).toEqual([]);
});

test('a few hot pixels do not make a picture black', async () => {
  const values = leftAndRight(100, 900).map((value, pixel) =>
    pixel === 70 || pixel === 3000 ? 65_535 : value,
  );
  const { halves } = await halvesOf({ 'a.png': await png16(values) });
  expect(halves).toEqual([[0, 1]]);
});

test.each([
  ['16 bits', 16, 1, 100, 4000],
  ['signed 16 bits', 16, 2, -1000, 200],
  ['32 bits', 32, 1, 100, 900_000],
  ['fractions', 32, 3, 0.25, 0.75],
  ['signed 8 bits', 8, 2, -100, 100],
] as const)('a TIFF of %s is spread from its own range', async (_, bits, format, low, high) => {
  const size = { width: 64, height: 64 };
  const { halves, notices } = await halvesOf({
    'a.tif': tiffOf({ ...size, bits, format, values: leftAndRight(low, high) }),
    'b.tif': tiffOf({ ...size, bits, format, values: leftAndRight(high, low) }),
  });
  expect(halves).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(notices).toHaveLength(1);
});

test('what is no number is black, and the other pixels keep their range', async () => {
  const values = leftAndRight(1, 3).map((value, pixel) => (pixel < 64 ? Number.NaN : value));
  const { halves } = await halvesOf({
    'a.tif': tiffOf({ width: 64, height: 64, bits: 32, format: 3, values }),
  });
  expect(halves).toEqual([[0, 1]]);
});

test('transparent pixels of a 16-bit picture are white and count for no range', async () => {
  const values = leftAndRight(100, 900).flatMap((value, pixel) => [
    value,
    value,
    value,
    Math.floor(pixel / 64) < 32 ? 65_535 : 0,
  ]);
  const data = Uint16Array.from(values);
  const picture = sharp(data, { raw: { width: 64, height: 64, channels: 4 } }).toColorspace('rgb16');
  const dataset = await open(folderOf({ 'a.png': await picture.png().toBuffer() }));
  const columns = await columnsOf(dataset, undefined, 'pixels');
  expect(['3, 9', '28, 9', '3, 28'].map((at) => columns[`gray at ${at}`]![0])).toEqual([0, 1, 1]);
});

test('what is said of a picture is kept with its pixels', async () => {
  const folder = makeFolder();
  const image = {
    modified: 1,
    bytes: 2,
    pixels: new Uint8Array(imageBytes).fill(7),
    traits: ['scaled'] as const,
  };
  await writeImageCache(folder, new Map([['a.tif', image]]));
  expect((await readImageCache(folder)).get('a.tif')).toMatchObject({
    modified: 1,
    bytes: 2,
    traits: ['scaled'],
  });
});
