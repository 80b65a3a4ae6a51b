import { HumanError } from '../../engine/errors.ts';
import type { Guess } from '../account.ts';
import { type Candidates, findDelimiter, type Split, splitBy } from './delimiter.ts';
import { delimiterName, noDelimiter } from './dialect.ts';
import { trimName } from './columnNames.ts';
import { findHeader, type HeaderWish } from './header.ts';
import { findPreamble, preambleNotice } from './preamble.ts';
import { findQuoting, type Quoting } from './quoting.ts';
import type { ReadableFile } from './readable.ts';
import { splitRecords } from './records.ts';
import { readStartLines } from './start.ts';

/** How a delimited file is read. */
export interface Layout extends Quoting {
  readonly columns: number;
  /** Records above the first row, blank lines included. */
  readonly skip: number;
  /** Names of the columns without outer spaces, empty names included; undefined for a table without a header. */
  readonly names: readonly string[] | undefined;
  /** Names as they stand in the file. */
  readonly written: readonly string[] | undefined;
  /** The line of the column names, 1-based. */
  readonly headerLine: number | undefined;
}

/** What is usual in a format, and what the manifest says. */
export interface LayoutRules {
  readonly candidates: Candidates;
  readonly isQuotingUsual: boolean;
  readonly header: HeaderWish;
}

/** Finds out how a file is laid out, from its start and, for quotes, from all of it. */
export async function findLayout(file: ReadableFile, rules: LayoutRules): Promise<Layout> {
  const text = await readStartLines(file.readable);
  if (text.trim() === '')
    throw new HumanError(`${file.path} is empty: a table needs a line of column names and rows.`);
  const directive = /^sep=(.)(\r\n|\n|\r|$)/i.exec(text);
  const above = directive === null ? 0 : 1;
  const rest = text.slice(directive?.[0].length ?? 0);
  const split = directive === null ? findDelimiter(rest, rules.candidates) : splitBy(rest, directive[1]!);
  const preamble = findPreamble(split);
  const header = findHeader(file.path, split, preamble.count, rules.header, above);
  const { delimiter } = split;
  const skip = above + preamble.count + (header.fields === undefined ? 0 : 1);
  const columns = header.columns;
  const quoting = await findQuoting(file, { delimiter, columns, skip, isQuotingUsual: rules.isQuotingUsual });
  const written =
    header.fields === undefined || quoting.dialect.quote !== ''
      ? header.fields
      : splitRecords(rest, quoting.dialect, preamble.count + 1).at(-1)?.fields;
  return {
    ...quoting,
    columns,
    skip,
    written,
    names: written?.map(trimName),
    headerLine: header.line,
    guesses: [delimiterGuess(delimiter, split.others), ...header.guesses, ...quoting.guesses],
    notices: [
      ...delimiterNotice(file.path, split),
      ...preambleNotice(file.path, preamble, above),
      ...header.notices,
      ...quoting.notices,
    ],
  };
}

const delimiterGuess = (delimiter: string, others: readonly string[]): Guess => ({
  what: 'delimiter',
  chosen: delimiterName(delimiter),
  others: others.map(delimiterName),
});

function delimiterNotice(path: string, { delimiter, others, rivals }: Split): string[] {
  if (delimiter === noDelimiter && others.length > 0)
    return [
      `${path} is read as one column, in which commas are text; put quotes around values if it has more.`,
    ];
  const named = rivals.map(delimiterName).join(' or the ');
  return rivals.length === 0
    ? []
    : [
        `${path} was read with the ${delimiterName(delimiter)} as delimiter, but could be separated by the ${named}; put quotes around values that hold a delimiter.`,
      ];
}
