import { expandBraces } from './filePatterns/braces.ts';
import { fold } from './filePatterns/fold.ts';
import { namesIn, readPath, type PathPattern } from './filePatterns/path.ts';
import { patternBounds, problemOf, quotedPattern } from './filePatterns/problem.ts';

/** A pattern of `source.files` as it is matched: with `/`, and without `./` in front. */
export const cleanPattern = (pattern: string): string =>
  pattern.replaceAll('\\', '/').replace(/^(\.\/)+/u, '');

/** What the patterns of a dataset say about paths relative to its folder, with `/`. */
export interface FilePatterns {
  /** Why one of the patterns cannot be used, as a sentence; it matches nothing then but a file that is called like it. */
  readonly problem: string | null;
  /**
   * Whether a file is one of the dataset's. Upper and lower case match each other, for cameras write `.JPG`; a file
   * that is called exactly like a pattern matches it, whatever characters it has. Takes steps in proportion to the
   * lengths of patterns and path at most.
   */
  matches(file: string): boolean;
  /** Whether files of the dataset may stand below a folder, or the folder below one that holds some. */
  reaches(folder: string): boolean;
  /** Whether all files that one of the patterns can match stand below a folder. */
  areBelow(folder: string): boolean;
}

/** @param patterns clean ones: `*`, `**`, `?`, `[ab]`, `[a-z]`, `[!a]`, `{a,b}`, `{1..3}`. */
export function filePatterns(patterns: readonly string[]): FilePatterns {
  const { paths, problem } = readPatterns(patterns);
  const bases = new Set(paths.map(({ base }) => base));
  const fixed = new Set(paths.map(({ path }) => path));
  const wild = paths.filter(({ path }) => path === null);
  const named = new Set(patterns);
  const isBase = (test: (base: string) => boolean): boolean => [...bases].some(test);
  return {
    problem,
    matches(file) {
      if (named.has(file) || fixed.has(fold(file))) return true;
      const names = namesIn(file);
      return wild.some((pattern) => pattern.matches(names));
    },
    reaches(folder) {
      const folded = fold(folder);
      return isBase((base) => base === '' || isWithin(folded, base) || isWithin(base, folded));
    },
    areBelow(folder) {
      const folded = fold(folder);
      return isBase((base) => isWithin(base, folded));
    },
  };
}

/** Whether a pattern can match more than one path. */
export const hasWildcards = (pattern: string): boolean => {
  const { paths, problem } = readPatterns([pattern]);
  return problem !== null || paths.length > 1 || paths[0]!.path === null;
};

/** All patterns up to the first that goes beyond the bounds; those of unknown syntax are left out. */
function readPatterns(patterns: readonly string[]): {
  readonly paths: readonly PathPattern[];
  readonly problem: string | null;
} {
  const paths: PathPattern[] = [];
  let problem: string | null = null;
  let wild = 0;
  for (const pattern of patterns) {
    const own = problemOf(pattern);
    problem ??= own ?? null;
    if (own !== undefined) continue;
    const alternatives = expandBraces(pattern, patternBounds.alternatives - paths.length);
    wild += alternatives?.filter((each) => /[*?[]/u.test(each)).length ?? 0;
    if (alternatives === undefined || wild > patternBounds.wildcards)
      return { paths, problem: problem ?? tooMany(pattern) };
    for (const each of alternatives) paths.push(readPath(each));
  }
  return { paths, problem };
}

const tooMany = (pattern: string): string =>
  `${quotedPattern(pattern)} stands, with all braces written out, for too many patterns: together they may be ${patternBounds.alternatives}, of these ${patternBounds.wildcards} with wildcards. Write * instead of alternatives.`;

/** Folders that start with a dot and `node_modules` are not searched for files of a dataset. */
export const isSearched = (folderName: string): boolean =>
  !folderName.startsWith('.') && folderName !== 'node_modules';

/** Whether a path is the folder or stands below it. */
const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
