import { open } from 'node:fs/promises';
import { fileError } from '../../runtime/files.ts';

/** Bytes read of a file for its layout; more only where these hold no whole line. */
const startBytes = 1 << 20;
const longestHeader = 1 << 26;

/** The whole lines at the start of a UTF-8 file, without its byte order mark. */
export async function readStartLines(path: string): Promise<string> {
  const start = await readText(path, startBytes);
  const { text, isWhole } =
    /[\r\n]/.test(start.text) || start.isWhole ? start : await readText(path, longestHeader);
  const lines = isWhole ? text : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
  return lines.replace(/^\uFEFF/, '');
}

async function readText(path: string, length: number): Promise<{ text: string; isWhole: boolean }> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(length, size)), 0, undefined, 0);
      return { text: buffer.toString('utf8', 0, bytesRead), isWhole: bytesRead === size };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(path, error);
  }
}
