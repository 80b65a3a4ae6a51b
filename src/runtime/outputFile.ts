import { randomUUID } from 'node:crypto';
import { replaceFile as replaceIn } from '../engine/replaceFile.ts';
import { fileError } from './files.ts';
import { filesIn } from './filesIn.ts';
import { replaceFile } from './replaceFile.ts';

/**
 * Refuses a path that would be written through a link in a dataset's folder; the person cannot have meant that.
 * @throws HumanError naming the link.
 */
export async function checkOutput(folder: string, path: string): Promise<void> {
  const files = filesIn(folder);
  const inside = await files.find(path);
  if (inside !== undefined) await files.realpath(inside);
}

/**
 * Writes a file to a place that a person has named, in one step.
 * @param folder of the dataset at work: in it no link is followed. Undefined where there is none.
 * @throws HumanError naming the path.
 */
export async function writeOutput(
  folder: string | undefined,
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  if (folder === undefined) return await replaceFile(path, content);
  const files = filesIn(folder);
  const inside = await files.find(path);
  if (inside === undefined) return await replaceFile(path, content);
  try {
    await replaceIn(files, inside, content, randomUUID());
  } catch (error) {
    throw fileError(path, error);
  }
}
