import { open } from 'node:fs/promises';
import { fileError } from '../../runtime/files.ts';
import type { TextEncoding } from './types.ts';

/** The first bytes of a file as text, its byte order mark included. */
export async function readStart(
  path: string,
  length: number,
  encoding: TextEncoding = 'utf-8',
): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
      return buffer.toString(encoding === 'utf-8' ? 'utf8' : 'latin1', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(path, error);
  }
}
