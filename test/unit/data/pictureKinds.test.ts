import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { imageExtensions } from '../../../src/data/formats/index.ts';
import { columnsOf, makeFolder, open } from './folder.ts';
import { leftAndRight, tiffOf } from './pictureFiles.ts';

const manifest = {
  version: 1,
  source: { kind: 'images', files: [`**/*.{${imageExtensions.join(',')},heic}`] },
};
const folderOf = (files: Record<string, Uint8Array | string>) =>
  makeFolder({ ...files, 'label-scout.json': manifest });
const picture = (level: number) =>
  sharp({ create: { width: 12, height: 8, channels: 3, background: { r: level, g: level, b: level } } });
const svg = (content: string, size = 'width="64" height="64"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size}>${content}</svg>`;
const imageOf = async (folder: string, row = 0) => {
  const sample = await (await open(folder)).sample(row);
  if (sample.kind !== 'image') throw new Error(`Not an image: ${JSON.stringify(sample)}`);
  return sample;
};

test('JPEG by all its names, TIFF, AVIF and SVG are read', async () => {
  const jpeg = await picture(200).jpeg().toBuffer();
  const dataset = await open(
    folderOf({
      'a.jfif': jpeg,
      'b.jpe': jpeg,
      'c.tif': await picture(200).tiff().toBuffer(),
      'd.TIFF': await picture(200).tiff().toBuffer(),
      'e.avif': await picture(200).avif({ quality: 90 }).toBuffer(),
      'f.svg': svg('<rect width="64" height="64" fill="#c8c8c8"/>'),
      'g.jpg': await picture(200).png().toBuffer(),
    }),
  );
  const levels = (await columnsOf(dataset, undefined, 'pixels'))['gray at 9, 9']!;
  expect(levels.map((level) => Math.round(level * 25.5))).toEqual([20, 20, 20, 20, 20, 20, 20]);
  expect(dataset.notices).toEqual([]);
});

test('a picture that a page cannot draw is shown as a PNG in the cache', async () => {
  const values = leftAndRight(100, 900);
  const folder = folderOf({ 'a.tif': tiffOf({ width: 64, height: 64, bits: 16, format: 1, values }) });
  const { path, width, height } = await imageOf(folder);
  expect([width, height]).toEqual([64, 64]);
  expect(path.startsWith(join(folder, '.label-scout/cache/'))).toBe(true);
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([64, 64]);
  expect([data[0], data[63 * info.channels]]).toEqual([0, 255]);
  expect((await imageOf(folder)).path).toBe(path);
});

test('a TIFF is shown upright and shrunk, a drawing with the name of a picture as a picture', async () => {
  const turned = await sharp({ create: { width: 4000, height: 1000, channels: 3, background: '#fff' } })
    .withMetadata({ orientation: 6 })
    .tiff({ compression: 'lzw' })
    .toBuffer();
  const folder = folderOf({ 'a.tif': turned, 'b.png': svg('<rect width="9" height="9"/>') });
  const { path, width, height } = await imageOf(folder);
  expect([width, height]).toEqual([1000, 4000]);
  expect(await sharp(path).metadata()).toMatchObject({ width: 400, height: 1600 });
  expect((await imageOf(folder, 1)).path).toMatch(/shown-[0-9a-f]+\.png$/);
});

test('the oldest of many shown copies are removed', async () => {
  const folder = folderOf({ 'a.tif': await picture(9).tiff().toBuffer() });
  const { path } = await imageOf(folder);
  const cache = join(folder, '.label-scout/cache');
  for (let copy = 0; copy < 210; copy++)
    writeFileSync(join(cache, `shown-${String(copy).padStart(32, '0')}.png`), '');
  writeFileSync(join(folder, 'a.tif'), await picture(99).tiff({ compression: 'lzw' }).toBuffer());
  const after = (await imageOf(folder)).path;
  expect(after).not.toBe(path);
  expect(existsSync(after)).toBe(true);
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(cache).filter((name) => name.startsWith('shown-'))).toHaveLength(150);
});

test('the first page of several is used, and said', async () => {
  const frames = Buffer.concat([Buffer.alloc(300, 255), Buffer.alloc(300, 0)]);
  const raw = { width: 10, height: 20, channels: 3, pageHeight: 10 } as const;
  const gif = await sharp(frames, { raw }).gif().toBuffer();
  const dataset = await open(folderOf({ 'a.gif': gif }));
  expect((await columnsOf(dataset, undefined, 'pixels'))['gray at 9, 20']).toEqual([1]);
  expect(dataset.notices).toEqual(['1 image (a.gif) has several pages or frames; only the first is used.']);
});

test('a drawing loads no other file and no address, and this is said', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.end();
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const red = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#f00' } })
    .png()
    .toBuffer();
  const secret = makeFolder({ 'red.png': red, 'use.svg': svg('<rect id="r" width="64" height="64"/>') });
  const dataset = await open(
    folderOf({
      'a.svg': svg(`<image href="file://${secret}/red.png" width="64" height="64"/>`),
      'b.svg': svg(`<image xlink:href="${secret}/red.png" width="64" height="64"/>`),
      'c.svg': svg(`<use href="${address}/a.svg#r"/><image href="${address}/b.png" width="64" height="64"/>`),
      'd.svg': svg(`<use href="file://${secret}/use.svg#r"/>`),
      'e.svg': `<?xml-stylesheet href="${address}/e.css"?>${svg(`<style>@import url("${address}/f.css");</style>`)}`,
      'f.svg': svg('<defs><rect id="r"/></defs><use href="#r"/><a href="https://example.org/"><g/></a>'),
    }),
  );
  expect((await columnsOf(dataset, undefined, 'pixels'))['gray at 9, 9']).toEqual([1, 1, 1, 1, 1, 1]);
  expect(requests).toBe(0);
  expect(dataset.notices).toEqual([
    '4 images (a.svg, b.svg, c.svg, …) refer to other files or addresses, which are not loaded.',
  ]);
});

test('bombs are refused, each with a reason', async () => {
  const entities = 'bcdefgh'.split('').map((name, index) => {
    const before = `&${'abcdefg'[index]!};`;
    return `<!ENTITY ${name} "${before.repeat(10)}">`;
  });
  const bomb = `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(1000)}">${entities.join('')}]>${svg('<text>&h;</text>')}`;
  const wide = await picture(9).jpeg().toBuffer();
  // The frame header states the size: marker, length and depth before it.
  wide.fill(0x7f, wide.indexOf(Buffer.of(0xff, 0xc0)) + 5, wide.indexOf(Buffer.of(0xff, 0xc0)) + 9);
  const dataset = await open(
    folderOf({
      'a.svg': bomb,
      'b.svg': svg('<g/>', 'width="100000" height="100000"'),
      'c.svg': `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>${svg('<text>&x;</text>')}`,
      'd.jpg': wide,
    }),
  );
  const many = 'The image has more than 268 million pixels; save a smaller copy.';
  const invalid = 'The drawing is not valid SVG, or it is too complex to be drawn.';
  const reasons = await Promise.all([0, 1, 2, 3].map((row) => dataset.sample(row)));
  expect(reasons.map((sample) => sample.kind === 'unreadable' && sample.reason)).toEqual([
    invalid,
    many,
    invalid,
    many,
  ]);
});

test('what cannot be decoded is called by its name, with what to do', async () => {
  const dataset = await open(
    folderOf({
      'a.heic': Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')]),
      'b.png': '8BPS\0\x01',
      'c.jpg': '%PDF-1.7',
      'd#1%20"x".png': await picture(3).png().toBuffer(),
      'e\n.png': await picture(3).png().toBuffer(),
    }),
  );
  expect(await dataset.sample(0)).toMatchObject({
    reason:
      'The file is a HEIF picture coded with HEVC, which cannot be read; export as JPEG, for example with `heif-convert a.heic a.jpg`.',
  });
  expect(await dataset.sample(1)).toMatchObject({ reason: expect.stringMatching(/Photoshop document/) });
  expect(await dataset.sample(2)).toMatchObject({ reason: expect.stringMatching(/PDF document/) });
  expect(await dataset.sample(3)).toMatchObject({ kind: 'image' });
  expect(await dataset.sample(4)).toMatchObject({ kind: 'image' });
});

test.runIf(process.platform === 'linux')('a name that is not UTF-8 is said to be one', async () => {
  const folder = folderOf({ 'a.png': await picture(3).png().toBuffer() });
  writeFileSync(Buffer.concat([Buffer.from(join(folder, 'caf')), Buffer.of(0xe9), Buffer.from('.png')]), 'x');
  const dataset = await open(folder);
  expect(await dataset.sample(1)).toMatchObject({
    kind: 'unreadable',
    reason: expect.stringMatching(/is not UTF-8, so the file cannot be opened; rename it\.$/),
  });
});
