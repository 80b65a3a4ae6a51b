import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a dataset keeps what can be made again. */
export const cacheFolder = (folder: string): string => join(folder, '.label-scout', 'cache');

/** The journal is committed, the cache is not. The folder must exist. */
export const ignoreCache = (folder: string): Promise<void> =>
  writeFile(join(folder, '.label-scout', '.gitignore'), 'cache/\n', { flag: 'wx' }).catch(() => undefined);
