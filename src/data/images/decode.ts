import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import { decodeImage } from '../../runtime/images.ts';
import { mapLimited } from '../../runtime/mapLimited.ts';
import type { FilesRequest } from '../filesRequest.ts';
import { type CachedImage, type ImageCache, readImageCache, writeImageCache } from './cache.ts';
import { traitNotices } from './traitNotices.ts';
import { imageBytes, imageColors, imageSide } from './size.ts';

/** All images of a dataset in memory. */
export interface DecodedImages {
  /** 1 when every pixel of every image is gray, else 3. */
  readonly channels: 1 | 3;
  /** `files × side² × channels`, each 0 … 255. */
  readonly pixels: Uint8Array;
  readonly notices: readonly string[];
}

/** Decodes under way at once; the decoder's own threads are the limit, this hides the waits for the disk. */
const parallel = 8;
/** New images from which writing the cache pays. */
const worthCaching = 100;

/** Decodes every file, or takes it from the cache. An unreadable one is all zero and counted in a notice. */
export async function decodeAll({ folder, files, signal, onProgress }: FilesRequest): Promise<DecodedImages> {
  const cache = await readImageCache(folder);
  const decode = (file: string) => decodeOrReuse(folder, file, cache);
  const images = await mapLimited(files, parallel, signal, decode, onProgress);
  const readable = new Map<string, CachedImage>();
  const pixels = new Uint8Array(files.length * imageBytes);
  for (const [row, file] of files.entries()) {
    const image = images[row];
    if (image === undefined) continue;
    readable.set(file, image);
    pixels.set(image.pixels, row * imageBytes);
  }
  const fresh = [...readable].filter(([file, image]) => cache.get(file) !== image);
  if (fresh.length >= worthCaching) await writeImageCache(folder, readable);
  const notices = [
    ...unreadableNotices(files.filter((file) => !readable.has(file))),
    ...traitNotices([...readable].map(([file, { traits }]) => ({ file, traits }))),
  ];
  return isGray(pixels)
    ? { channels: 1, pixels: onlyRed(pixels), notices }
    : { channels: imageColors, pixels, notices };
}

async function decodeOrReuse(
  folder: string,
  file: string,
  cache: ImageCache,
): Promise<CachedImage | undefined> {
  const path = join(folder, file);
  const found = await stat(path).catch(() => undefined);
  const stamp = { modified: found?.mtimeMs ?? 0, bytes: found?.size ?? 0 };
  const cached = cache.get(file);
  if (cached?.modified === stamp.modified && cached.bytes === stamp.bytes) return cached;
  return decodeImage(path, imageSide).then(
    ({ data, traits }) => ({ ...stamp, pixels: data, traits }),
    passOver,
  );
}

/** What is wrong with one file is no reason to stop. @throws HumanError for what is wrong with the machine: it is wrong for all files. */
export function passOver(error: unknown): undefined {
  if (error instanceof HumanError) throw error;
}

/** Names the first of the images that count as black. */
export function unreadableNotices(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  if (files.length === 1) return [`1 image cannot be read: ${files[0]}. It can be skipped.`];
  const some = `${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}`;
  return [`${files.length.toLocaleString('en')} images cannot be read: ${some}. They can be skipped.`];
}

function isGray(pixels: Uint8Array): boolean {
  for (let index = 0; index < pixels.length; index += imageColors) {
    if (pixels[index] !== pixels[index + 1] || pixels[index] !== pixels[index + 2]) return false;
  }
  return true;
}

const onlyRed = (pixels: Uint8Array): Uint8Array =>
  new Uint8Array(pixels.length / imageColors).map((_, index) => pixels[index * imageColors]!);
