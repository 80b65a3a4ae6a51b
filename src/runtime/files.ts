import { HumanError, messageOf } from '../engine/errors.ts';

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist; check the path',
  EACCES: 'cannot be opened: permission denied; change its permissions',
  EPERM: 'cannot be opened: permission denied; change its permissions',
  EISDIR: 'is a folder where a file is expected',
  ENOTDIR: 'is a file where a folder is expected',
  EMFILE: 'cannot be opened: too many files are open; close other programs',
  EROFS: 'cannot be written: the disk is read-only',
  ENOSPC: 'cannot be written: the disk is full; free some space',
  EDQUOT: 'cannot be written: your disk quota is used up; free some space',
  EFBIG: 'cannot be written: it would be larger than this system allows',
};

/** The system's code of a failed file operation (`ENOENT`, …), if it is one. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** A failed file operation as a sentence that names the path. */
export function fileError(path: string, error: unknown): HumanError {
  if (error instanceof HumanError) return error;
  const code = systemCode(error);
  const sentence = code === undefined ? undefined : sentences[code];
  return new HumanError(
    sentence === undefined ? `${path} cannot be read: ${messageOf(error)}.` : `${path} ${sentence}.`,
    { cause: error },
  );
}
