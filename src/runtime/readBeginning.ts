import { open } from 'node:fs/promises';

/** The first bytes of a file; none where it cannot be read. */
export async function readBeginning(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return new Uint8Array();
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return new Uint8Array();
  } finally {
    await file.close();
  }
}
