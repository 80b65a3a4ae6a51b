import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { PatchDictionary } from '../../engine/pictures/patchDictionary.ts';
import { cacheFolder, writeToCache } from '../../runtime/cacheFolder.ts';
import { packIndexed, unpackIndexed } from '../indexedBytes.ts';
import type { DecodedImages } from './decode.ts';

/** Features computed earlier: those of the first images, as many as there was time for. */
export interface CachedFeatures {
  readonly dictionary: PatchDictionary;
  /** Row-major. */
  readonly values: Float32Array;
}

/** To be raised whenever the same images get other features. */
const version = 1;
const cacheName = 'pictures.bin';
const length = v.pipe(v.number(), v.integer(), v.minValue(0));
const indexSchema = v.object({ key: v.string(), filters: length, offsets: length, values: length });

/** Stands for everything the features follow from: the pixels of all images, and the seed. */
export function featureKey({ pixels, channels, unreadable }: DecodedImages, seed: number): string {
  const facts = JSON.stringify({ version, seed, channels, unreadable: [...unreadable] });
  return createHash('sha256').update(facts).update(pixels).digest('hex');
}

/** Undefined where the cache is missing, damaged or of other images; deleting it must lose nothing. */
export async function readFeatureCache(folder: string, key: string): Promise<CachedFeatures | undefined> {
  try {
    const { index, body } = unpackIndexed(await readFile(join(cacheFolder(folder), cacheName)));
    const { key: found, filters, offsets, values } = v.parse(indexSchema, index);
    const bytes = (filters + offsets + values) * Float32Array.BYTES_PER_ELEMENT;
    if (found !== key || body.length !== bytes) return undefined;
    // Copied, for the body begins anywhere and views need aligned memory.
    const numbers = new Float32Array(new Uint8Array(body).buffer);
    return {
      dictionary: {
        filters: numbers.slice(0, filters),
        offsets: numbers.slice(filters, filters + offsets),
      },
      values: numbers.subarray(filters + offsets),
    };
  } catch {
    return undefined;
  }
}

/** Replaces the cache in one step. A folder that cannot be written stays without one. */
export async function writeFeatureCache(
  folder: string,
  key: string,
  { dictionary: { filters, offsets }, values }: CachedFeatures,
): Promise<void> {
  const index = { key, filters: filters.length, offsets: offsets.length, values: values.length };
  const parts = [filters, offsets, values].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  try {
    await writeToCache(folder, cacheName, packIndexed(index, parts));
  } catch {
    // The next start computes them again: slower, and nothing is lost.
  }
}
