import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import type { Pictures } from '../../engine/pictures/types.ts';
import { decodeImage } from '../../runtime/images.ts';
import { mapLimited } from '../../runtime/mapLimited.ts';
import type { FilesRequest } from '../filesRequest.ts';
import { type CachedImage, type ImageCache, readImageCache, writeImageCache } from './cache.ts';
import { traitNotices } from './traitNotices.ts';
import { imageBytes, imageColors, imageSide } from './size.ts';

/** All images of a dataset in memory, in the order of its files. */
export interface DecodedImages extends Pictures {
  /** 1 when every pixel of every image is gray, else 3. */
  readonly channels: 1 | 3;
  /** Places of those that could not be decoded; they are all zero. */
  readonly unreadable: ReadonlySet<number>;
  readonly notices: readonly string[];
}

/** Decodes under way at once; the decoder's own threads are the limit, this hides the waits for the disk. */
const parallel = 8;
/** New images from which writing the cache pays. */
const worthCaching = 100;
/** The cache is written whole, so it is written when it has doubled: a process that is killed loses half of the work at most. */
const portion = 512;

/** Decodes every file, or takes it from the cache. An unreadable one is all zero and counted in a notice. */
export async function decodeAll(request: FilesRequest): Promise<DecodedImages> {
  const { folder, files } = request;
  const readable = await decodeReadable(request, await readImageCache(folder));
  const pixels = new Uint8Array(files.length * imageBytes);
  const unreadable = new Set<number>();
  for (const [row, file] of files.entries()) {
    const image = readable.get(file);
    if (image === undefined) unreadable.add(row);
    else pixels.set(image.pixels, row * imageBytes);
  }
  const notices = [
    ...unreadableNotices(files.filter((file) => !readable.has(file))),
    ...traitNotices(
      files.flatMap((file) => {
        const image = readable.get(file);
        return image === undefined ? [] : [{ file, traits: image.traits }];
      }),
    ),
  ];
  const shared = { count: files.length, side: imageSide, unreadable, notices };
  return isGray(pixels)
    ? { ...shared, channels: 1, pixels: onlyRed(pixels) }
    : { ...shared, channels: imageColors, pixels };
}

/** The images that could be decoded. What was decoded before a cancel or an error is in the cache. */
async function decodeReadable(
  { folder, files, signal, onProgress }: FilesRequest,
  cache: ImageCache,
): Promise<ImageCache> {
  const readable = new Map<string, CachedImage>();
  let fresh = 0;
  let kept = cache.size;
  const keep = async (): Promise<void> => {
    fresh = 0;
    kept = readable.size;
    await writeImageCache(folder, readable);
  };
  const decode = async (file: string): Promise<void> => {
    const image = await decodeOrReuse(folder, file, cache);
    if (image === undefined) return;
    readable.set(file, image);
    if (cache.get(file) !== image) fresh++;
  };
  try {
    for (let start = 0; start < files.length; start += portion) {
      const some = files.slice(start, start + portion);
      const report = (share: number): void => onProgress?.((start + share * some.length) / files.length);
      await mapLimited(some, parallel, signal, decode, report);
      if (fresh >= Math.max(portion, kept)) await keep();
    }
  } finally {
    if (fresh >= worthCaching) await keep();
  }
  return readable;
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
