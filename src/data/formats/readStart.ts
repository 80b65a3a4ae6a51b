import { open } from 'node:fs/promises';
import { fileError } from '../../runtime/files.ts';

/** The first bytes of a file as text, its byte order mark included. */
export async function readStart(path: string, length: number): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(path, error);
  }
}
