import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HumanError, UsageError } from '../engine/errors.ts';
import { locate } from '../data/locate.ts';
import { fileError } from '../runtime/files.ts';
import { checkOutput } from '../runtime/outputFile.ts';

/** The folder of a dataset, or of a bare file. @throws HumanError where there is none. */
export const folderOf = async (target: string): Promise<string> => dirname((await locate(target, true)).path);

/**
 * Refuses a file that could not be written, before anything is computed for it.
 * @param target the dataset it is written for, if any: in its folder no link is followed.
 * @throws UsageError for no name at all, as an unset variable of a shell gives; HumanError for the others.
 */
export async function checkFolder(flag: string, path: string, target?: string): Promise<void> {
  if (path === '') throw new UsageError(`${flag} names no file; write one after it.`);
  const found = await stat(dirname(path)).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new HumanError(`${flag} ${path}: there is no folder ${dirname(path)}; make it first.`);
  const present = await stat(path).catch(() => undefined);
  if (present?.isDirectory() === true)
    throw new HumanError(`${flag} ${path} is a folder; name a file in it.`);
  const written = present === undefined ? dirname(path) : path;
  await access(written, constants.W_OK).catch((error: unknown) => {
    throw fileError(written, error);
  });
  if (target !== undefined) await checkOutput(await folderOf(target), path);
}
