import { createReadStream } from 'node:fs';
import { HumanError } from '../../engine/errors.ts';
import { fileError } from '../../runtime/files.ts';

type LineEnd = 'LF' | 'CRLF' | 'CR';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What DuckDB says of a file whose lines end in two ways, as after a merge or an edit on another system. */
const invalidState = /CSV Parser state machine reached an invalid state/;

/** An error about mixed line ends, with the first line that ends otherwise; undefined for every other error. */
export async function findMixedLineEnds(
  error: unknown,
  paths: readonly string[],
): Promise<HumanError | undefined> {
  if (!invalidState.test(String(error))) return undefined;
  for (const path of paths) {
    const other = await firstOtherEnd(path);
    if (other !== undefined)
      return new HumanError(
        `${path}, line ${other.line} ends in ${other.end} and the lines before in ${other.usual}; save the file with one kind of line end.`,
        { cause: error },
      );
  }
  return undefined;
}

/** Line ends inside quotes are counted, but they are data and may be of any kind. */
async function firstOtherEnd(
  path: string,
): Promise<{ readonly line: number; readonly end: LineEnd; readonly usual: LineEnd } | undefined> {
  let line = 1;
  let usual: LineEnd | undefined;
  let isQuoted = false;
  let before = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      for (const byte of chunk) {
        const end = lineEndBefore(before, byte);
        if (end !== undefined) {
          if (!isQuoted && usual !== undefined && end !== usual) return { line, end, usual };
          if (!isQuoted) usual ??= end;
          line++;
        }
        if (byte === quote) isQuoted = !isQuoted;
        before = byte;
      }
    }
  } catch (error) {
    throw fileError(path, error);
  }
  return undefined;
}

/** The line end that is known to be one at this byte: a carriage return alone only at the byte after it. */
function lineEndBefore(before: number, byte: number): LineEnd | undefined {
  if (byte === lineFeed) return before === carriageReturn ? 'CRLF' : 'LF';
  return before === carriageReturn ? 'CR' : undefined;
}
