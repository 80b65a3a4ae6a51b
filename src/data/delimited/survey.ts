import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { fileError } from '../../runtime/files.ts';

/** What the bytes of a file show before they are split into records. */
export interface Survey {
  readonly isUtf8: boolean;
  readonly hasNul: boolean;
  readonly hasQuotes: boolean;
  readonly hasBlankLines: boolean;
  /** In bytes, quoted line ends not counted in; the whole file where no line feed ends a line. */
  readonly longestLine: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/** Reads a file once, with searches of the machine's speed only. */
export async function surveyFile(path: string): Promise<Survey> {
  const survey = { isUtf8: true, hasNul: false, hasQuotes: false, hasBlankLines: false, longestLine: 0 };
  let lineBytes = 0;
  let isBlank = true;
  let open: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      survey.hasNul ||= chunk.includes(0);
      survey.hasQuotes ||= chunk.includes(quote);
      if (survey.isUtf8) {
        const [whole, rest] = splitCharacter(open.length === 0 ? chunk : Buffer.concat([open, chunk]));
        survey.isUtf8 = isUtf8(whole);
        open = Buffer.from(rest);
      }
      let from = 0;
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, from)) {
        lineBytes += end - from;
        isBlank &&= end === from || (end === from + 1 && chunk[from] === carriageReturn);
        survey.hasBlankLines ||= isBlank;
        survey.longestLine = Math.max(survey.longestLine, lineBytes);
        lineBytes = 0;
        isBlank = true;
        from = end + 1;
      }
      lineBytes += chunk.length - from;
      isBlank &&= from === chunk.length || (from === chunk.length - 1 && chunk[from] === carriageReturn);
    }
  } catch (error) {
    throw fileError(path, error);
  }
  survey.longestLine = Math.max(survey.longestLine, lineBytes);
  survey.isUtf8 &&= isUtf8(open);
  return survey;
}

/** Splits off the beginning of a character that the next chunk ends. */
function splitCharacter(bytes: Buffer): [Buffer, Buffer] {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return [bytes.subarray(0, bytes.length - back), bytes.subarray(bytes.length - back)];
  }
  return [bytes, bytes.subarray(bytes.length)];
}
