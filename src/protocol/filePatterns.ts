import picomatch from 'picomatch';

/** A pattern of `source.files` as it is matched: with `/`, and without `./` in front. */
export const cleanPattern = (pattern: string): string =>
  pattern.replaceAll('\\', '/').replace(/^(\.\/)+/u, '');

/** What the patterns of a dataset say about paths relative to its folder, with `/`. */
export interface FilePatterns {
  /**
   * Whether a file is one of the dataset's. Upper and lower case match each other, for cameras write `.JPG`; a file
   * that is called exactly like a pattern matches it, whatever characters it has.
   */
  matches(file: string): boolean;
  /** Whether files of the dataset may stand below a folder, or the folder below one that holds some. */
  reaches(folder: string): boolean;
  /** Whether all files that one of the patterns can match stand below a folder. */
  areBelow(folder: string): boolean;
}

/** @param patterns clean ones: `*`, `**`, `?`, `[ab]`, `{a,b}`. */
export function filePatterns(patterns: readonly string[]): FilePatterns {
  const bases = patterns.map((pattern) => picomatch.scan(pattern).base.toLowerCase());
  const matches = picomatch([...patterns], { nocase: true });
  const named = new Set(patterns);
  return {
    matches: (file) => named.has(file) || matches(file),
    reaches(folder) {
      const lower = folder.toLowerCase();
      return bases.some((base) => base === '' || isWithin(lower, base) || isWithin(base, lower));
    },
    areBelow: (folder) => bases.some((base) => isWithin(base, folder.toLowerCase())),
  };
}

/** Folders that start with a dot and `node_modules` are not searched for files of a dataset. */
export const isSearched = (folderName: string): boolean =>
  !folderName.startsWith('.') && folderName !== 'node_modules';

/** Whether a path is the folder or stands below it. */
const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
