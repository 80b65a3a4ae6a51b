import type { DatasetFiles } from './datasetFiles.ts';
import { HumanError } from './errors.ts';
import { replaceFile } from './replaceFile.ts';

const folderName = '.label-scout';

const pathOf = ({ folder }: DatasetFiles, name: string): string => `${folder}/${folderName}/cache/${name}`;

/**
 * What a JSON file of the cache holds; undefined where it cannot be read, for losing the cache loses nothing.
 * @throws HumanError where a link stands in its place.
 */
export async function readCacheFile(files: DatasetFiles, name: string): Promise<unknown> {
  try {
    return JSON.parse(await files.readFile(pathOf(files, name), 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof HumanError) throw error;
    return undefined;
  }
}

/**
 * Writes a JSON file of the cache. It is replaced whole, so that a reader never meets half of it.
 * @param writer tells this process from others that may write at the same time.
 */
export async function writeCacheFile(
  files: DatasetFiles,
  name: string,
  content: unknown,
  writer: number,
): Promise<void> {
  await files.mkdir(`${files.folder}/${folderName}/cache`, { recursive: true });
  // The journal belongs in version control, the cache does not. A file that is there already stays as it is.
  await files
    .writeFile(`${files.folder}/${folderName}/.gitignore`, 'cache/\n', { flag: 'wx' })
    .catch(() => undefined);
  await replaceFile(files, pathOf(files, name), `${JSON.stringify(content)}\n`, String(writer));
}
