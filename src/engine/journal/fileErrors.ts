import { HumanError } from '../errors.ts';

/** What to do about the failures of file systems that people meet, by Node's code. */
const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space and try again.',
  EDQUOT: 'your disk quota is used up. Free some space and try again.',
  EACCES: 'permission was denied. Allow reading and writing in the dataset folder and try again.',
  EPERM: 'permission was denied. Allow reading and writing in the dataset folder and try again.',
  EROFS: 'the disk is read-only. Move the dataset to a folder that can be written to.',
  EISDIR: 'a folder is in its place. Move the folder away and try again.',
  ENOTDIR: 'a file stands where its folder should be. Move that file away and try again.',
  EIO: 'the disk reported an error. Check the disk and try again.',
};

/** Node's code of a failure, such as `ENOENT`, or nothing. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** A failure of the file system as a sentence; sentences pass as they are. */
export function fileError(error: unknown, what: string): HumanError {
  if (error instanceof HumanError) return error;
  const known = advice[errorCode(error) ?? ''];
  const detail = error instanceof Error ? error.message : String(error);
  return new HumanError(`${what}: ${known ?? `${detail}. Try again.`}`, { cause: error });
}
