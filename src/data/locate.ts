import { stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { HumanError, UsageError } from '../engine/errors.ts';
import { manifestName } from '../protocol/manifest.ts';
import { fileError, systemCode } from '../runtime/files.ts';
import { tableFormatOf, tableFormats } from './formats/index.ts';
import { adviceFor } from './formats/otherFormats.ts';

/** Where a dataset was found, as an absolute path. */
export interface Location {
  readonly kind: 'manifest' | 'file';
  readonly path: string;
}

/**
 * Finds what a path means: a folder stands for the manifest in it, a `.json` file is a manifest, and a table
 * file stands for itself where bare files are allowed.
 */
export async function locate(path: string, allowBareFile: boolean): Promise<Location> {
  const absolute = resolve(path);
  const found = await stat(absolute).catch((error: unknown) => {
    throw fileError(path, error);
  });
  if (found.isDirectory()) return { kind: 'manifest', path: await manifestIn(absolute) };
  if (extname(absolute).toLowerCase() === '.json') return { kind: 'manifest', path: absolute };
  if (allowBareFile && tableFormatOf(absolute) !== undefined) return { kind: 'file', path: absolute };
  throw await wrongFile(path, allowBareFile);
}

async function manifestIn(folder: string): Promise<string> {
  const path = join(folder, manifestName);
  try {
    await stat(path);
    return path;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw fileError(path, error);
    const above = await datasetAbove(folder);
    throw new HumanError(
      above === undefined
        ? `${folder} has no ${manifestName}; write one with \`label-scout init ${folder}\`.`
        : `${folder} has no ${manifestName}; the dataset around it is ${above}: name that folder, or write one here with \`label-scout init ${folder}\`.`,
    );
  }
}

const isDataset = (folder: string): Promise<boolean> =>
  stat(join(folder, manifestName)).then(
    (found) => found.isFile(),
    () => false,
  );

/** The nearest folder above with a manifest: where somebody stands who works on the samples themselves. */
async function datasetAbove(folder: string): Promise<string | undefined> {
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above))
    if (await isDataset(above)) return above;
  return undefined;
}

async function wrongFile(path: string, allowBareFile: boolean): Promise<UsageError> {
  const extensions = tableFormats.flatMap((format) => format.extensions).join(', ');
  const advice = adviceFor(path);
  if (advice !== undefined) return new UsageError(`${advice}.`);
  if (allowBareFile)
    return new UsageError(
      `${path} is neither a dataset folder, nor a ${manifestName}, nor a table (${extensions}).`,
    );
  const folder = dirname(resolve(path));
  return new UsageError(
    (await isDataset(folder))
      ? `${path} is a file, not a dataset; name its folder, ${folder}.`
      : `${path} is a file, not a dataset; run \`label-scout init ${path}\` and name its folder, ${folder}.`,
  );
}
