import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { HumanError } from '../engine/errors.ts';
import {
  cleanPattern,
  filePatterns,
  hasWildcards,
  isSearched,
  type FilePatterns,
} from '../protocol/filePatterns.ts';
import { fileError, systemCode } from '../runtime/files.ts';

/**
 * Files matching any of the patterns, as `filePatterns` reads them, relative to the folder, with `/`,
 * without repeats, in code-unit order, so that every machine sees the same list. A pattern that is the name of a
 * file stands for that file, whatever characters it has.
 * Upper and lower case match each other, for cameras write `.JPG`. Folders that start with a dot
 * and `node_modules` are not searched. Links to folders are followed, but not in circles.
 * @throws HumanError when a pattern leaves the folder or cannot be used, or a folder cannot be read.
 */
export async function expandFiles(folder: string, written: readonly string[]): Promise<readonly string[]> {
  // Where a backslash parts folders it is no letter of a name: files are ids, which are the same on every machine.
  const patterns = sep === '\\' ? written.map((pattern) => pattern.replaceAll('\\', '/')) : written;
  const named = await Promise.all(patterns.map((pattern) => isFileIn(folder, pattern)));
  const found = new Set(patterns.filter((_, index) => named[index]));
  const clean = patterns.filter((_, index) => !named[index]).map(cleanPattern);
  const outside = clean.find(leavesFolder);
  if (outside !== undefined) {
    throw new HumanError(
      `source.files: "${outside}" leaves the dataset folder; name files inside ${folder} only.`,
    );
  }
  if (clean.length > 0) {
    const wanted = filePatterns(clean);
    if (wanted.problem !== null) throw new HumanError(`source.files: ${wanted.problem}`);
    await walk(folder, '', wanted, [await realpath(folder).catch(() => folder)], found);
    await checkNamed(folder, clean, found);
  }
  return [...found].sort();
}

const leavesFolder = (pattern: string): boolean => /^(\/|[a-zA-Z]:)|(^|\/)\.\.(\/|$)/.test(pattern);

/** Whether a pattern is, character by character and letter by letter, the name of a file in the folder. */
async function isFileIn(folder: string, name: string): Promise<boolean> {
  if (leavesFolder(name) || name.split('/').some((part) => part === '' || part === '.')) return false;
  const path = join(folder, name);
  try {
    return (await stat(path)).isFile() && (await readdir(dirname(path))).includes(basename(path));
  } catch {
    return false;
  }
}

/** A file named without wildcards must be there, and be a file. */
async function checkNamed(
  folder: string,
  patterns: readonly string[],
  found: ReadonlySet<string>,
): Promise<void> {
  const known = new Set([...found].map((file) => file.toLowerCase()));
  const missing = patterns.find((pattern) => !hasWildcards(pattern) && !known.has(pattern.toLowerCase()));
  if (missing !== undefined) {
    const target = await stat(join(folder, missing)).catch(() => undefined);
    if (target?.isDirectory() === true)
      throw new HumanError(
        `${join(folder, missing)} is a folder; name the files in it in source.files, such as ${missing.replace(/\/$/, '')}/**.`,
      );
    throw new HumanError(
      `${join(folder, missing)} does not exist; correct source.files or put the file there.`,
    );
  }
}

/** @param above real paths of the folders this one stands in, itself included: a link to one of them is a circle. */
async function walk(
  root: string,
  directory: string,
  patterns: FilePatterns,
  above: readonly string[],
  found: Set<string>,
): Promise<void> {
  const below: { readonly path: string; readonly target: string }[] = [];
  for (const entry of await list(join(root, directory))) {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
    const target = await folderAt(entry, join(root, path), above.at(-1)!);
    if (target === null) {
      if (isReadable(entry) && patterns.matches(path)) found.add(path);
    } else if (isSearched(entry.name) && patterns.reaches(path) && !above.includes(target)) {
      below.push({ path, target });
    }
  }
  // Only now: a folder that fails while this one is still being read would be an error that nobody waits for.
  await Promise.all(below.map(({ path, target }) => walk(root, path, patterns, [...above, target], found)));
}

/** Pipes and sockets are left out: reading one waits for ever. */
const isReadable = (entry: Dirent): boolean => entry.isFile() || entry.isSymbolicLink();

/** The real path of a folder or of a link to one; null for everything else, links to nothing included. */
async function folderAt(entry: Dirent, path: string, parent: string): Promise<string | null> {
  if (entry.isDirectory()) return join(parent, entry.name);
  if (!entry.isSymbolicLink()) return null;
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? realpath(path).catch(() => null) : null;
}

/** Entries of a folder; one removed meanwhile counts as empty. */
async function list(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileError(folder, error);
  }
}
