import { HumanError } from '../errors.ts';
import { errorCode } from './fileErrors.ts';
import type { JournalFile, JournalFileSystem } from './types.ts';
import { utf8Length } from './utf8Length.ts';

const newline = 0x0a;

/** Everything before the last separator of an absolute path; both kinds count, for Windows. */
const folderOf = (path: string): string =>
  path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));

/** The text of a journal; empty when it does not exist yet. */
export async function readJournal(fileSystem: JournalFileSystem, path: string): Promise<string> {
  try {
    return await fileSystem.readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

/**
 * What git is told about the folder: the cache is not for it, and where two people labeled at the same time it keeps
 * the lines of both, which is what merging two journals means. Without that it would ask about every merge. Line breaks
 * stay as they are written, also where git turns those of other files into the system's.
 */
const forGit = {
  '.gitignore': 'cache/\n',
  '.gitattributes': '.git* text eol=lf\nlabels.jsonl text eol=lf merge=union\n',
} as const;

/** Opens a journal for appending; a new one gets its folder, and in it what git is to know. */
export async function openToAppend(fileSystem: JournalFileSystem, path: string): Promise<JournalFile> {
  const folder = folderOf(path);
  const file = await fileSystem.open(path, 'a+').catch(async (error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
    await fileSystem.mkdir(folder, { recursive: true });
    return await fileSystem.open(path, 'a+');
  });
  if ((await file.stat()).size > 0) return file;
  // They may be there already; and no label is to fail for want of them.
  for (const [name, text] of Object.entries(forGit))
    await fileSystem.writeFile(`${folder}/${name}`, text, { flag: 'wx' }).catch(() => undefined);
  return file;
}

/** Whether the file is not empty and its last line lacks its end, as after a torn write. */
export async function lacksNewline(file: JournalFile): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const last = new Uint8Array(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] !== newline;
}

/** Appends text by a single write. @throws HumanError when the disk took only a part of it. */
export async function writeWhole(file: JournalFile, text: string): Promise<void> {
  const { bytesWritten } = await file.write(text);
  if (bytesWritten === utf8Length(text)) return;
  throw new HumanError(
    'The entry could not be saved: the disk took only a part of it, it may be full. Free some space and try again.',
  );
}
