import { randomUUID } from 'node:crypto';
import * as fileSystem from 'node:fs/promises';
import { replaceFile as replaceFileIn } from '../engine/replaceFile.ts';
import { fileError } from './files.ts';

/** Writes a file in one step, as the engine says. @throws HumanError naming the path. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await replaceFileIn(fileSystem, path, content, randomUUID());
  } catch (error) {
    throw fileError(path, error);
  }
}
