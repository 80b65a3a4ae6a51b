import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Forest } from '../engine/forest/types.ts';
import { fileError } from './files.ts';
import { encodeRegressor, readRegressor } from './regressorFile.ts';
import { replaceFile } from './replaceFile.ts';

/** Where the strategy that was learned on a dataset lies; it can be learned again, so it is part of the cache. */
export const ownRegressorPath = (folder: string): string =>
  join(folder, '.label-scout', 'cache', 'lal-warm-start.lal');

/**
 * Reads the strategy learned on the dataset in a folder, once per change of its file; undefined where there is none.
 * @throws HumanError (when called) for a damaged file, or one of a newer version.
 */
export function ownRegressorOf(folder: string): () => Promise<Forest | undefined> {
  const path = ownRegressorPath(folder);
  let known: { readonly changed: number; readonly forest: Promise<Forest> } | undefined;
  return async () => {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return undefined;
    if (known?.changed !== found.mtimeMs) known = { changed: found.mtimeMs, forest: readRegressor(path) };
    return known.forest;
  };
}

/** Keeps a strategy learned on the dataset; a reader never meets half of it. @throws HumanError where it cannot be written. */
export async function writeOwnRegressor(folder: string, forest: Forest): Promise<void> {
  const path = ownRegressorPath(folder);
  try {
    await mkdir(dirname(path), { recursive: true });
    // The cache does not belong in version control. A file that is there already stays as it is.
    const ignored = join(folder, '.label-scout', '.gitignore');
    await writeFile(ignored, 'cache/\n', { flag: 'wx' }).catch(() => undefined);
    await replaceFile(path, encodeRegressor(forest));
  } catch (error) {
    throw fileError(path, error);
  }
}
