import { HumanError } from './errors.ts';
import { errorCode } from './journal/fileErrors.ts';

/** The part of `node:fs/promises` that files are replaced with. */
export interface ReplacingFileSystem {
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<{ readonly mode: number; isFile(): boolean }>;
  writeFile(path: string, content: string | Uint8Array, options?: { readonly flag: 'wx' }): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

/**
 * Writes a file in one step: whoever reads it finds what was there before or all of the new content, and where the disk
 * is full or the program ends in the middle, what was there stays. Of several writers at a time the last one counts.
 * @param fileSystem for a file of a dataset its `DatasetFiles`; any other follows a link that stands at the path.
 * @param writer names the draft: another for every call, for threads of one process write the same files.
 * @throws what the file system throws.
 */
export async function replaceFile(
  fileSystem: ReplacingFileSystem,
  path: string,
  content: string | Uint8Array,
  writer: string,
): Promise<void> {
  // A link stays a link; what it names is replaced.
  const target = (await fileSystem.realpath(path).catch(unlessRefused)) ?? path;
  const found = await fileSystem.stat(target).catch(unlessRefused);
  // Pipes and devices are written to, not replaced; of a folder the system says so itself.
  if (found?.isFile() === false) return await fileSystem.writeFile(target, content);
  const draft = `${target}.${writer}.new`;
  try {
    // The rest of a draft may be there, or a link that waits for one: neither is written to.
    await fileSystem.rm(draft, { force: true });
    await fileSystem.writeFile(draft, content, { flag: 'wx' });
    // The mode of a new file would lack what the umask takes away.
    if (found) await fileSystem.chmod(draft, found.mode);
    await fileSystem.rename(draft, target);
  } catch (error) {
    await fileSystem.rm(draft, { force: true }).catch(() => undefined);
    // A folder may be closed to new files and the file itself be open to writing.
    if (!found || !['EACCES', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
    await fileSystem.writeFile(target, content);
  }
}

/** What cannot be looked at counts as nothing; writing will say why. */
function unlessRefused(error: unknown): undefined {
  if (error instanceof HumanError) throw error;
}
