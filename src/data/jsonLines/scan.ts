import { createReadStream } from 'node:fs';
import { fileError } from '../../runtime/files.ts';
import { type Key, Keys } from './key.ts';
import { JsonRowError } from './rowError.ts';
import { type RowFault, scanRow, skipSpace } from './scanRow.ts';

/** What every row of some files says of its keys. */
export interface JsonScan {
  readonly keys: readonly Key[];
  readonly rowCount: number;
  /** Whether some row is no JSON as far as a scan sees: a parser says what is wrong. */
  readonly isMalformed: boolean;
}

const lineFeed = 0x0a;
/** Bytes read at a time. */
const chunkBytes = 1 << 20;

/**
 * Looks at every row of JSON Lines, so that no type is a guess: which keys there are, and what their values are.
 * It only splits lines into keys and values, which takes a fraction of the time that parsing them does.
 * @param isWritten whether the numbers of a key are wanted as they are written.
 * @throws JsonRowError for a row that is no object, or has a key twice.
 */
export async function scanJsonLines(
  paths: readonly string[],
  isWritten: (name: string) => boolean,
): Promise<JsonScan> {
  const keys = new Keys(isWritten);
  let rowCount = 0;
  let isMalformed = false;
  for (const [file, path] of paths.entries()) {
    let number = 0;
    await eachLine(path, (bytes, start, end) => {
      number++;
      const first = skipSpace(bytes, start, end);
      if (first === end || isMalformed) return;
      const fault = scanSafely(keys, bytes, first, end, rowCount);
      rowCount++;
      if (fault === 'malformed') isMalformed = true;
      else if (fault !== undefined) throw new JsonRowError(file, number, fault);
    });
  }
  return { keys: keys.all, rowCount, isMalformed };
}

/** A key may hold an escape that is none. */
function scanSafely(
  keys: Keys,
  bytes: Buffer,
  start: number,
  end: number,
  row: number,
): RowFault | undefined {
  try {
    return scanRow(keys, bytes, start, end, row);
  } catch (error) {
    if (error instanceof SyntaxError) return 'malformed';
    throw error;
  }
}

type VisitLine = (bytes: Buffer, start: number, end: number) => void;

/** Lines end in line feeds; a carriage return before one is a space to JSON. */
async function eachLine(path: string, visit: VisitLine): Promise<void> {
  let rest: Buffer[] = [];
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  for await (const chunk of readChunks(path, file)) {
    let start = 0;
    let end = chunk.indexOf(lineFeed);
    if (end >= 0 && rest.length > 0) {
      const whole = Buffer.concat([...rest, chunk.subarray(0, end)]);
      rest = [];
      visit(whole, 0, whole.length);
      start = end + 1;
      end = chunk.indexOf(lineFeed, start);
    }
    for (; end >= 0; end = chunk.indexOf(lineFeed, start)) {
      visit(chunk, start, end);
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) visit(last, 0, last.length);
}

/** @throws HumanError when the file cannot be read. */
async function* readChunks(path: string, file: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  const chunks = file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw fileError(path, error);
    });
    if (next.done === true) return;
    yield next.value;
  }
}
