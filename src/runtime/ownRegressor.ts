import { join } from 'node:path';
import type { Forest } from '../engine/forest/types.ts';
import { cacheFolder, readFromCache, writeToCache } from './cacheFolder.ts';
import { systemCode } from './files.ts';
import { filesIn } from './filesIn.ts';
import { decodeRegressor, encodeRegressor } from './regressorFile.ts';

const cacheName = 'lal-warm-start.lal';

/** Where the strategy that was learned on a dataset lies; it can be learned again, so it is part of the cache. */
export const ownRegressorPath = (folder: string): string => join(cacheFolder(folder), cacheName);

/**
 * Reads the strategy learned on the dataset in a folder, once per change of its file; undefined where there is none.
 * @throws HumanError (when called) for a damaged file, a link, or one of a newer version.
 */
export function ownRegressorOf(folder: string): () => Promise<Forest | undefined> {
  const path = ownRegressorPath(folder);
  let known: { readonly changed: number; readonly forest: Promise<Forest> } | undefined;
  return async () => {
    const found = await filesIn(folder).stat(path).catch(nothingThere);
    if (found === undefined) return undefined;
    if (known?.changed !== found.mtimeMs) known = { changed: found.mtimeMs, forest: read(folder) };
    return known.forest;
  };
}

const read = async (folder: string): Promise<Forest> =>
  decodeRegressor(await readFromCache(folder, cacheName), ownRegressorPath(folder));

function nothingThere(error: unknown): undefined {
  if (systemCode(error) === undefined) throw error;
}

/** Keeps a strategy learned on the dataset; a reader never meets half of it. @throws HumanError where it cannot be written. */
export const writeOwnRegressor = (folder: string, forest: Forest): Promise<void> =>
  writeToCache(folder, cacheName, encodeRegressor(forest));
