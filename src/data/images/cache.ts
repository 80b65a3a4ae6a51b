import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { cacheFolder, ignoreCache } from '../cacheFolder.ts';
import { imageBytes } from './size.ts';

/** An image decoded earlier. */
export interface CachedImage {
  /** Time and size of the file it was made from: with another one it is another image. */
  readonly modified: number;
  readonly bytes: number;
  /** {@link imageBytes} bytes. */
  readonly pixels: Uint8Array;
}

/** Images decoded earlier, by file relative to the dataset folder; unreadable ones are tried again each time. */
export type ImageCache = ReadonlyMap<string, CachedImage>;

const entrySchema = v.tuple([v.string(), v.number(), v.number()]);
const indexSchema = v.object({ version: v.literal(1), entries: v.array(entrySchema) });

const cacheFile = (folder: string): string => join(cacheFolder(folder), 'images.bin');

/** Reads the cache; a missing or damaged one is empty, for deleting it must lose nothing. */
export async function readImageCache(folder: string): Promise<ImageCache> {
  try {
    const bytes = await readFile(cacheFile(folder));
    const start = 4 + bytes.readUInt32LE(0);
    const { entries } = v.parse(indexSchema, JSON.parse(bytes.toString('utf8', 4, start)));
    if (bytes.length !== start + entries.length * imageBytes) return new Map();
    return new Map(
      entries.map(([file, modified, size], index) => {
        const at = start + index * imageBytes;
        return [file, { modified, bytes: size, pixels: bytes.subarray(at, at + imageBytes) }];
      }),
    );
  } catch {
    return new Map();
  }
}

/** Replaces the cache in one step. A folder that cannot be written stays without one. */
export async function writeImageCache(folder: string, images: ImageCache): Promise<void> {
  const entries = [...images].map(([file, { modified, bytes }]) => [file, modified, bytes]);
  const index = Buffer.from(JSON.stringify({ version: 1, entries }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(index.length);
  const content = Buffer.concat([length, index, ...[...images.values()].map(({ pixels }) => pixels)]);
  try {
    await mkdir(cacheFolder(folder), { recursive: true });
    await ignoreCache(folder);
    const temporary = `${cacheFile(folder)}.${process.pid}`;
    await writeFile(temporary, content);
    await rename(temporary, cacheFile(folder));
  } catch {
    // The next start decodes the images again: slower, and nothing is lost.
  }
}
