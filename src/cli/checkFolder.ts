import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HumanError, UsageError } from '../engine/errors.ts';
import { fileError } from '../runtime/files.ts';

/**
 * Refuses a file that could not be written, before anything is computed for it.
 * @throws UsageError for no name at all, as an unset variable of a shell gives; HumanError for the others.
 */
export async function checkFolder(flag: string, path: string): Promise<void> {
  if (path === '') throw new UsageError(`${flag} names no file; write one after it.`);
  const found = await stat(dirname(path)).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new HumanError(`${flag} ${path}: there is no folder ${dirname(path)}; make it first.`);
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory() === true) throw new HumanError(`${flag} ${path} is a folder; name a file in it.`);
  const written = target === undefined ? dirname(path) : path;
  await access(written, constants.W_OK).catch((error: unknown) => {
    throw fileError(written, error);
  });
}
