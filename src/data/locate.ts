import { stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { HumanError, UsageError } from '../engine/errors.ts';
import { manifestName } from '../protocol/manifest.ts';
import { fileError, systemCode } from '../runtime/files.ts';
import { tableFormatOf, tableFormats } from './formats/index.ts';

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
  throw wrongFile(path, allowBareFile);
}

async function manifestIn(folder: string): Promise<string> {
  const path = join(folder, manifestName);
  try {
    await stat(path);
    return path;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw fileError(path, error);
    throw new HumanError(`${folder} has no ${manifestName}; write one with \`label-scout init ${folder}\`.`);
  }
}

function wrongFile(path: string, allowBareFile: boolean): UsageError {
  const extensions = tableFormats.flatMap((format) => format.extensions).join(', ');
  return new UsageError(
    allowBareFile
      ? `${path} is neither a dataset folder, nor a ${manifestName}, nor a table (${extensions}).`
      : `${path} is a file, not a dataset; run \`label-scout init ${path}\` and name the folder ${basename(resolve(path, '..'))}.`,
  );
}
