import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { HumanError } from '../engine/errors.ts';
import { fileError } from './files.ts';

/** The text of a file. @throws HumanError when it cannot be read, or is in another encoding: ids would be others. */
export async function readUtf8(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString('utf8');
  throw new HumanError(`${path} is not UTF-8 but another encoding or no text; save it as UTF-8.`);
}
