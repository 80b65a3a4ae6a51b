import { replaceFile, type ReplacingFileSystem } from './replaceFile.ts';

/** The part of `node:fs/promises` that the cache of a dataset is kept with. */
export interface CacheFileSystem extends ReplacingFileSystem {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  writeFile(path: string, content: string | Uint8Array, options?: { readonly flag: string }): Promise<void>;
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
}

const folderName = '.label-scout';

const pathOf = (dataset: string, name: string): string => `${dataset}/${folderName}/cache/${name}`;

/** What a JSON file of the cache holds; undefined where it cannot be read, for losing the cache loses nothing. */
export async function readCacheFile(
  fileSystem: Pick<CacheFileSystem, 'readFile'>,
  dataset: string,
  name: string,
): Promise<unknown> {
  try {
    return JSON.parse(await fileSystem.readFile(pathOf(dataset, name), 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Writes a JSON file of the cache. It is replaced whole, so that a reader never meets half of it.
 * @param writer tells this process from others that may write at the same time.
 */
export async function writeCacheFile(
  fileSystem: CacheFileSystem,
  dataset: string,
  name: string,
  content: unknown,
  writer: number,
): Promise<void> {
  await fileSystem.mkdir(`${dataset}/${folderName}/cache`, { recursive: true });
  // The journal belongs in version control, the cache does not. A file that is there already stays as it is.
  await fileSystem
    .writeFile(`${dataset}/${folderName}/.gitignore`, 'cache/\n', { flag: 'wx' })
    .catch(() => undefined);
  await replaceFile(fileSystem, pathOf(dataset, name), `${JSON.stringify(content)}\n`, String(writer));
}
