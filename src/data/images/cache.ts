import * as v from 'valibot';
import { HumanError } from '../../engine/errors.ts';
import { readFromCache, writeToCache } from '../../runtime/cacheFolder.ts';
import type { PictureTrait } from '../../runtime/images.ts';
import { packIndexed, unpackIndexed } from '../indexedBytes.ts';
import { imageBytes } from './size.ts';

/** An image decoded earlier. */
export interface CachedImage {
  /** Time and size of the file it was made from: with another one it is another image. */
  readonly modified: number;
  readonly bytes: number;
  /** {@link imageBytes} bytes. */
  readonly pixels: Uint8Array;
  readonly traits: readonly PictureTrait[];
}

/** Images decoded earlier, by file relative to the dataset folder; unreadable ones are tried again each time. */
export type ImageCache = ReadonlyMap<string, CachedImage>;

const traitSchema = v.picklist(['scaled', 'pages', 'external'] satisfies PictureTrait[]);
const entrySchema = v.tuple([v.string(), v.number(), v.number(), v.array(traitSchema)]);
/** Raised when the same file is decoded to other pixels. */
const cacheVersion = 2;
const indexSchema = v.object({ version: v.literal(cacheVersion), entries: v.array(entrySchema) });

const cacheName = 'images.bin';

/** Reads the cache; a missing or damaged one is empty, for deleting it must lose nothing. @throws HumanError for a link. */
export async function readImageCache(folder: string): Promise<ImageCache> {
  try {
    const { index, body } = unpackIndexed(await readFromCache(folder, cacheName));
    const { entries } = v.parse(indexSchema, index);
    if (body.length !== entries.length * imageBytes) return new Map();
    return new Map(
      entries.map(([file, modified, size, traits], image) => {
        const pixels = body.subarray(image * imageBytes, (image + 1) * imageBytes);
        return [file, { modified, bytes: size, pixels, traits }];
      }),
    );
  } catch (error) {
    if (error instanceof HumanError) throw error;
    return new Map();
  }
}

/** Replaces the cache in one step. A folder that cannot be written stays without one. */
export async function writeImageCache(folder: string, images: ImageCache): Promise<void> {
  const entries = [...images].map(([file, { modified, bytes, traits }]) => [file, modified, bytes, traits]);
  const pixels = [...images.values()].map((image) => image.pixels);
  try {
    await writeToCache(folder, cacheName, packIndexed({ version: cacheVersion, entries }, pixels));
  } catch {
    // The next start decodes the images again: slower, and nothing is lost.
  }
}
