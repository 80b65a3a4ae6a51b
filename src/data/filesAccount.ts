import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { manifestName, type Source } from '../protocol/manifest.ts';
import { systemCode } from '../runtime/files.ts';
import { isSearched } from '../protocol/filePatterns.ts';
import type { Account, FileAccount } from './account.ts';
import { imageExtensions, tableFormatOf } from './formats/index.ts';
import { unreadablePictures } from './images/otherKinds.ts';
import { isTruthOf } from './samples.ts';

/** A dataset's files, and what decides which of those beside them are samples. */
export interface FilesOfDataset {
  readonly folder: string;
  readonly source: Pick<Source, 'kind'> & { readonly truth?: string | undefined };
  /** Files that are read, relative to the folder, with `/`. */
  readonly taken: readonly string[];
}

/** Files beside the samples that are listed one by one; of more only their folders are named. */
const mostListed = 20_000;

/** Files that are no samples, as they are found. */
interface Found {
  readonly left: FileAccount[];
  readonly taken: ReadonlySet<string>;
  /** Files that are samples all the same. */
  readonly broken: Set<string>;
  readonly kind: Source['kind'];
  readonly isTruth: (file: string) => boolean;
}

/**
 * Every file that is read, and every file beside them with the reason why it is not, in code-unit order. Beside a
 * table are the files of its folder; folders of pictures and texts are searched to the ground.
 */
export async function accountFiles({ folder, source, taken }: FilesOfDataset): Promise<FileAccount[]> {
  const found: Found = {
    left: [],
    taken: new Set(taken),
    broken: new Set(),
    kind: source.kind,
    isTruth: isTruthOf(source),
  };
  const root = await realpath(folder).catch(() => folder);
  const folders = source.kind === 'table' ? [...new Set(taken.map(folderOf))] : [''];
  for (const start of folders.sort()) await look(folder, start, [root], found);
  const reason = takenAs[source.kind];
  const read = taken.map((path) => ({
    path,
    taken: true,
    reason: found.broken.has(path) ? `${nowhere}, shown as unreadable` : reason,
  }));
  return [...read, ...found.left].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The account of a dataset whose samples are files. */
export async function accountOfFiles(
  folder: string,
  source: FilesOfDataset['source'],
  taken: readonly string[],
): Promise<Account> {
  const files = await accountFiles({ folder, source, taken });
  return { files, columns: [], rows: { read: taken.length, left: 0 }, guesses: [] };
}

const takenAs = { table: 'a table', images: 'a picture', text: 'a text' } as const;

const folderOf = (path: string): string => (path.includes('/') ? posix.dirname(path) : '');

/** @param above real paths of the folders this one stands in: a link to one of them is a circle. */
async function look(root: string, directory: string, above: readonly string[], found: Found): Promise<void> {
  const entries = await readdir(join(root, directory), { withFileTypes: true }).catch((error: unknown) =>
    systemCode(error),
  );
  if (!Array.isArray(entries)) {
    leave(found, `${directory}/`, `a folder that cannot be read (${entries ?? 'unknown error'})`);
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
    if (!found.taken.has(path)) await lookAt(root, path, entry, above, found);
    else if (entry.isSymbolicLink() && (await targetOf(root, path)) === undefined) found.broken.add(path);
  }
}

const nowhere = 'a link that leads nowhere';

/** What a link leads to; undefined for nothing. */
const targetOf = (root: string, path: string): Promise<Stats | undefined> =>
  stat(join(root, path)).catch(() => undefined);

async function lookAt(
  root: string,
  path: string,
  entry: Dirent,
  above: readonly string[],
  found: Found,
): Promise<void> {
  const target = entry.isSymbolicLink() ? await targetOf(root, path) : entry;
  if (target === undefined) return leave(found, path, nowhere);
  if (!target.isDirectory()) {
    return leave(found, path, target.isFile() ? whyNot(path, found) : 'no regular file');
  }
  // Beside a table only its own folder is of interest.
  if (found.kind === 'table') return;
  if (!isSearched(entry.name)) return leave(found, `${path}/`, 'a folder that is not searched');
  const real = await realpath(join(root, path)).catch(() => path);
  if (above.includes(real)) return leave(found, `${path}/`, 'a link to a folder around it');
  if (found.left.length >= mostListed) return leave(found, `${path}/`, 'a folder that was not looked into');
  await look(root, path, [...above, real], found);
}

function leave({ left }: Found, path: string, reason: string): void {
  if (left.length < mostListed || path.endsWith('/')) left.push({ path, taken: false, reason });
  else if (left.length === mostListed)
    left.push({ path: `${folderOf(path)}/`, taken: false, reason: 'more files than are listed' });
}

const otherPictures: ReadonlySet<string> = new Set(
  unreadablePictures.flatMap(({ extensions }) => extensions),
);

function whyNot(path: string, { kind, isTruth }: Found): string {
  const name = posix.basename(path);
  if (name === manifestName)
    return path === manifestName ? 'the manifest' : 'the manifest of another dataset';
  if (isTruth(path)) return 'the truth file, which holds known labels';
  if (name.startsWith('.')) return 'a hidden file';
  const extension = posix.extname(name).slice(1).toLowerCase();
  const isPicture = (imageExtensions as readonly string[]).includes(extension);
  if (isPicture) return kind === 'images' ? notMatched : 'a picture';
  if (otherPictures.has(extension)) return 'a picture of a kind that is not read';
  if (tableFormatOf(name) !== undefined) return kind === 'table' ? notMatched : 'a table';
  if (extension === '') return 'a file without an extension';
  return kind === 'text' ? notMatched : 'another kind of file';
}

const notMatched = 'not among source.files';
