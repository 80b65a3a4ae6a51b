/** Bounds of what a manifest may ask for, so that none keeps the editor or the training process busy for good. */
export const patternBounds = {
  /** Characters of one pattern; no system has longer paths. */
  length: 4096,
  /** Patterns of one dataset. */
  count: 10_000,
  /** Patterns with all their braces written out. */
  alternatives: 10_000,
  /** Those of them that have wildcards: each of these is tried on every file. */
  wildcards: 1000,
} as const;

/** The beginning of a pattern in quotes, for sentences. */
export const quotedPattern = (pattern: string): string =>
  JSON.stringify(pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern);

const inBrackets = 'A sign in square brackets stands for itself, as in [+].';

/** What other programs read in a pattern and this one does not, with what to write instead. */
const unknownSyntax: readonly (readonly [RegExp, (pattern: string) => string])[] = [
  [
    /^!/u,
    (pattern) =>
      `${pattern} starts with "!": a pattern cannot leave files out. Name the files to take instead.`,
  ],
  [
    /[?*+@!]\(|\([^()|]*\|/u,
    (pattern) =>
      `${pattern} has alternatives in parentheses: write them in braces, as in {png,jpg}. ${inBrackets}`,
  ],
  [/[\])}]\+/u, (pattern) => `${pattern} has a "+" for repetition: write * instead. ${inBrackets}`],
];

/** Why a pattern cannot be used, as a sentence; undefined where it can. */
export function problemOf(pattern: string): string | undefined {
  if (pattern.length > patternBounds.length)
    return `${quotedPattern(pattern)} is longer than ${patternBounds.length} characters: use wildcards.`;
  const found = unknownSyntax.find(([syntax]) => syntax.test(pattern));
  return found?.[1](quotedPattern(pattern));
}
