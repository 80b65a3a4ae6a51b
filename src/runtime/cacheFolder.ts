import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { replaceFile } from '../engine/replaceFile.ts';
import { fileError } from './files.ts';
import { filesIn } from './filesIn.ts';

/** Where a dataset keeps what can be made again. */
export const cacheFolder = (folder: string): string => join(folder, '.label-scout', 'cache');

/**
 * Makes the cache of a dataset, which git ignores: the journal is committed, the cache is not.
 * @returns its path.
 * @throws HumanError where it cannot be made, or a link stands in its place.
 */
export async function makeCache(folder: string): Promise<string> {
  const cache = cacheFolder(folder);
  const files = filesIn(folder);
  try {
    await files.mkdir(cache, { recursive: true });
  } catch (error) {
    throw fileError(cache, error);
  }
  // A file that is there already stays as it is.
  const ignoring = join(folder, '.label-scout', '.gitignore');
  await files.writeFile(ignoring, 'cache/\n', { flag: 'wx' }).catch(() => undefined);
  return cache;
}

/**
 * Writes a file of a dataset's cache in one step: a reader never meets half of it.
 * @param folder the dataset's.
 * @throws HumanError where it cannot be written, or a link stands in its place.
 */
export async function writeToCache(
  folder: string,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  const path = join(await makeCache(folder), name);
  try {
    await replaceFile(filesIn(folder), path, content, randomUUID());
  } catch (error) {
    throw fileError(path, error);
  }
}

/** The bytes of a file of a dataset's cache. @throws HumanError where a link stands in its place. */
export async function readFromCache(folder: string, name: string): Promise<Buffer> {
  const { buffer, byteOffset, byteLength } = await filesIn(folder).readFile(join(cacheFolder(folder), name));
  return Buffer.from(buffer, byteOffset, byteLength);
}
