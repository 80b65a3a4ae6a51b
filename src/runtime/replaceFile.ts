import { randomUUID } from 'node:crypto';
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { fileError, systemCode } from './files.ts';

/**
 * Writes a file in one step: whoever reads it finds what was there before or all of the new content, and where the disk
 * is full or the program ends in the middle, what was there stays. Of several writers at a time the last one counts.
 * @throws HumanError naming the path.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  // A link stays a link; what it names is replaced.
  const target = await realpath(path).catch(() => path);
  const found = await stat(target).catch(() => undefined);
  try {
    // Pipes and devices are written to, not replaced; of a folder the system says so itself.
    if (found?.isFile() === false) await writeFile(target, content);
    else await writeBeside(target, content, found?.mode);
  } catch (error) {
    throw fileError(path, error);
  }
}

async function writeBeside(
  target: string,
  content: string | Uint8Array,
  mode: number | undefined,
): Promise<void> {
  // Threads of one process write the same files: the process is no name for a writer.
  const draft = `${target}.${randomUUID()}.new`;
  try {
    await writeFile(draft, content);
    // The mode of a new file would lack what the umask takes away.
    if (mode !== undefined) await chmod(draft, mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    // A folder may be closed to new files and the file itself be open to writing.
    if (mode === undefined || !['EACCES', 'EPERM'].includes(systemCode(error) ?? '')) throw error;
    await writeFile(target, content);
  }
}
