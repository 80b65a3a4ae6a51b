import { posix } from 'node:path';

/** The row of the file that an id means, and whether the id is the file's path as it stands. */
export interface MatchedFile {
  readonly row: number;
  readonly isExact: boolean;
}

/** Finds the files that the ids of a truth file mean. */
export interface FileMatcher {
  find(id: string): MatchedFile | undefined;
}

/** Several files have this name, so it names none of them. */
const ambiguous = -1;

/**
 * Ids are paths relative to the dataset's folder, or to that of the truth file. Others are matched where they can mean
 * one file only: with `\`, with `./` in front, absolute, in another case, with folders above or without those they
 * stand in, or without the extension.
 * @param truthFolder the truth file's, relative to the dataset's folder; empty for that one.
 */
export function createFileMatcher(
  folder: string,
  truthFolder: string,
  files: readonly string[],
): FileMatcher {
  const rows = new Map(files.map((file, row) => [file, row]));
  const ends = new Map<string, number>();
  const stems = new Map<string, number>();
  for (const [row, file] of files.entries()) {
    for (const end of endsOf(file.toLowerCase())) {
      add(ends, end, row);
      add(stems, withoutExtension(end), row);
    }
  }
  const root = slashed(folder).replace(/\/$/, '');
  const inFolder = (id: string): number | undefined =>
    rows.get(id) ?? (truthFolder === '' ? undefined : rows.get(posix.join(truthFolder, id)));
  const find = (id: string): number | undefined => {
    const path = relativeTo(root, slashed(id.trim()));
    if (path === '') return undefined;
    const lower = path.toLowerCase();
    return inFolder(path) ?? unique(ends, lower) ?? whole(rows, path) ?? unique(stems, lower);
  };
  return {
    find(id) {
      const exact = inFolder(id);
      if (exact !== undefined) return { row: exact, isExact: true };
      const row = find(id);
      return row === undefined ? undefined : { row, isExact: false };
    },
  };
}

const slashed = (path: string): string => path.replaceAll('\\', '/');

/** Without the dataset's folder where the path is absolute; an absolute path of another machine keeps its folders. */
function relativeTo(root: string, path: string): string {
  const inside = path.toLowerCase().startsWith(`${root.toLowerCase()}/`) ? path.slice(root.length) : path;
  return posix.normalize(inside).replace(/^(?:[a-z]:)?\/+|^\.$/i, '');
}

/** The path, and the path without its first folder, its first two, …, down to the name of the file. */
const endsOf = (path: string): string[] =>
  path.split('/').map((_, index, parts) => parts.slice(index).join('/'));

const withoutExtension = (path: string): string => path.replace(/(?<=[^/])\.[^./]+$/, '');

function add(map: Map<string, number>, key: string, row: number): void {
  const earlier = map.get(key);
  map.set(key, earlier === undefined || earlier === row ? row : ambiguous);
}

const unique = (map: ReadonlyMap<string, number>, key: string): number | undefined => {
  const row = map.get(key);
  return row === ambiguous ? undefined : row;
};

/** The file whose whole path the end of a longer one is, as where the truth was written further up. */
const whole = (rows: ReadonlyMap<string, number>, path: string): number | undefined =>
  endsOf(path)
    .slice(1)
    .map((end) => rows.get(end))
    .find((row) => row !== undefined);
