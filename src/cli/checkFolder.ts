import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HumanError } from '../engine/errors.ts';
import { fileError } from '../runtime/files.ts';

/** @throws HumanError where a file could not be written, before anything is computed for it. */
export async function checkFolder(flag: string, path: string): Promise<void> {
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
