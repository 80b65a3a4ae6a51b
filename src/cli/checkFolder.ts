import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HumanError } from '../engine/errors.ts';

/** @throws HumanError without the folder a file is to be written to, before anything is computed for it. */
export async function checkFolder(flag: string, path: string): Promise<void> {
  const found = await stat(dirname(path)).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new HumanError(`${flag} ${path}: there is no folder ${dirname(path)}; make it first.`);
}
