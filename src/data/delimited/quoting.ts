import { type Dialect, doubledQuotes, escapedQuotes, noQuotes } from './dialect.ts';
import type { Guess } from '../account.ts';
import type { ReadableFile } from './readable.ts';
import { type Walk, walkRecords } from './walk.ts';

/** How quotes are meant in a file. */
export interface Quoting {
  readonly dialect: Dialect;
  /** Undefined where the file needs no walk: it has neither quotes nor blank lines. */
  readonly walk: Walk | undefined;
  readonly guesses: readonly Guess[];
  readonly notices: readonly string[];
}

/** Where the rows are, before it is known how quotes are meant. */
export interface Rows {
  readonly delimiter: string;
  readonly columns: number;
  /** Records above the first row, blank lines included. */
  readonly skip: number;
  /** Whether quotes are usual in files of this kind; in tab-separated ones many programs write none. */
  readonly isQuotingUsual: boolean;
}

/** Finds out whether quotes enclose values, from every line of the file. */
export async function findQuoting(file: ReadableFile, rows: Rows): Promise<Quoting> {
  const { delimiter, columns, skip, isQuotingUsual } = rows;
  const { survey, readable, path } = file;
  const usual: Dialect = { delimiter, ...doubledQuotes };
  if (!survey.hasQuotes && !survey.hasBlankLines)
    return { dialect: usual, walk: undefined, guesses: [], notices: [] };
  const walk = (dialect: Dialect): Promise<Walk> => walkRecords(readable, { dialect, columns, skip });
  const doubled = await walk(usual);
  const isSound = doubled.fault === undefined && doubled.joinedLines === undefined;
  if (isSound || doubled.fault?.kind === 'lineEnd' || !survey.hasQuotes)
    return { dialect: usual, walk: doubled, guesses: [], notices: [] };
  if (doubled.fault !== undefined) {
    const dialect: Dialect = { delimiter, ...escapedQuotes };
    const escaped = await walk(dialect);
    if (escaped.fault === undefined) return { dialect, walk: escaped, ...escapedReport(path, escaped) };
  }
  if (doubled.neededQuotes === 0 && (!isQuotingUsual || doubled.fault !== undefined)) {
    const dialect: Dialect = { delimiter, ...noQuotes };
    const plain = await walk(dialect);
    if (plain.fault === undefined) return { dialect, walk: plain, ...plainReport(path, doubled) };
  }
  return { dialect: usual, walk: doubled, guesses: [], notices: joinedNotice(path, doubled, columns) };
}

const escapedReport = (path: string, { droppedEscape }: Walk): Pick<Quoting, 'guesses' | 'notices'> => ({
  guesses: [
    {
      what: 'quoting',
      chosen: 'a backslash stands before quotes inside values',
      others: ['quotes are doubled'],
    },
  ],
  notices:
    droppedEscape === undefined
      ? []
      : [
          `${path}: a backslash inside a quoted value stands for the character after it, so \\${droppedEscape.before} is read as ${droppedEscape.before} (line ${droppedEscape.line}); double the backslashes that are part of the text.`,
        ],
});

function plainReport(path: string, { fault, joinedLines }: Walk): Pick<Quoting, 'guesses' | 'notices'> {
  const line = joinedLines?.first ?? fault?.line;
  return {
    guesses: [
      { what: 'quoting', chosen: 'quotes are part of the values', others: ['quotes enclose values'] },
    ],
    notices: [
      `${path}: quotes are read as part of the values, because they do not enclose whole values (line ${line}).`,
    ],
  };
}

function joinedNotice(path: string, { fault, joinedLines }: Walk, columns: number): string[] {
  if (fault !== undefined || joinedLines === undefined || columns === 1) return [];
  const { first, last } = joinedLines;
  return [
    `${path}, lines ${first} to ${last} are read as one row, because a quoted value runs over them; if they are rows of their own, double the quotes in them or remove them.`,
  ];
}
