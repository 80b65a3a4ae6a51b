import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from './files.ts';
import { replaceFile } from './replaceFile.ts';

/** Where a dataset keeps what can be made again. */
export const cacheFolder = (folder: string): string => join(folder, '.label-scout', 'cache');

/** The journal is committed, the cache is not. The folder must exist; a file that is there already stays as it is. */
export const ignoreCache = (folder: string): Promise<void> =>
  writeFile(join(folder, '.label-scout', '.gitignore'), 'cache/\n', { flag: 'wx' }).catch(() => undefined);

/**
 * Writes a file of a dataset's cache in one step: a reader never meets half of it.
 * @param folder the dataset's.
 * @throws HumanError where it cannot be written.
 */
export async function writeToCache(
  folder: string,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  const cache = cacheFolder(folder);
  try {
    await mkdir(cache, { recursive: true });
  } catch (error) {
    throw fileError(cache, error);
  }
  await ignoreCache(folder);
  await replaceFile(join(cache, name), content);
}
