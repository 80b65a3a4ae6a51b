import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { HumanError } from '../../engine/errors.ts';
import { fileError } from '../../runtime/files.ts';
import type { Survey } from './survey.ts';

/** Encodings that are read, by the labels of the WHATWG decoders. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export const encodingTitles: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
};

/** The encoding that a byte order mark announces. */
export async function readByteOrderMark(path: string): Promise<Encoding | undefined> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      const start = buffer.toString('hex', 0, bytesRead);
      if (start.startsWith('efbbbf')) return 'utf-8';
      if (start === 'fffe0000' || start === '0000feff') throw notText(path);
      return start.startsWith('fffe') ? 'utf-16le' : start.startsWith('feff') ? 'utf-16be' : undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(path, error);
  }
}

const notText = (path: string): HumanError =>
  new HumanError(`${path} is a binary file or UTF-16, not a table of text; save it as UTF-8.`);

/**
 * The encoding of a file without a byte order mark.
 * @throws HumanError where the bytes are no text, or most likely in an encoding that is not read.
 */
export async function guessEncoding(path: string, { isUtf8, hasNul }: Survey): Promise<Encoding> {
  if (hasNul) throw notText(path);
  if (isUtf8) return 'utf-8';
  const other = otherEncoding(await countBytes(path));
  if (other === undefined) return 'windows-1252';
  throw new HumanError(`${path} is neither UTF-8 nor Windows-1252, but ${other}; save it as UTF-8.`);
}

interface ByteCounts {
  /** By value. */
  readonly bytes: Float64Array;
  /** Bytes above 0x7F in rows of three or more. */
  inRows: number;
  /** By value, bytes from 0x80 to 0x9F right behind a small letter of ASCII. */
  readonly behindLetters: Float64Array;
}

async function countBytes(path: string): Promise<ByteCounts> {
  const counts: ByteCounts = {
    bytes: new Float64Array(256),
    inRows: 0,
    behindLetters: new Float64Array(256),
  };
  let before = 0;
  let row = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
      for (const byte of chunk) {
        counts.bytes[byte]!++;
        row = byte > 0x7f ? row + 1 : 0;
        if (row >= 3) counts.inRows += row === 3 ? 3 : 1;
        if (before >= 0x61 && before <= 0x7a) counts.behindLetters[byte]!++;
        before = byte;
      }
  } catch (error) {
    throw fileError(path, error);
  }
  return counts;
}

/** Bytes without a character in Windows-1252. */
const unused = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
/** Capital letters and signs of Windows-1252 that do not follow a small letter; in Mac Roman small letters. */
const neverBehindLetters = [0x83, 0x87, 0x88, 0x89, 0x8a, 0x8c, 0x8e, 0x98, 0x9f];
/** In Western texts letters with accents stand alone or in pairs; in Cyrillic, Greek and East Asian ones in rows. */
const maxShareInRows = 0.3;

function otherEncoding({ bytes, inRows, behindLetters }: ByteCounts): string | undefined {
  const sum = (values: Float64Array, from: number, to: number): number =>
    values.subarray(from, to).reduce((total, value) => total + value, 0);
  const high = sum(bytes, 0x80, 0x100);
  if (inRows > high * maxShareInRows)
    return 'most likely an encoding of Cyrillic, Greek or East Asian text, such as Windows-1251, Shift-JIS or GBK';
  const strange = unused.reduce((total, byte) => total + bytes[byte]!, 0);
  const roman = neverBehindLetters.reduce((total, byte) => total + behindLetters[byte]!, strange);
  if (roman > sum(bytes, 0xc0, 0x100)) return 'most likely Mac Roman or a code page of DOS';
  return strange > 0 ? 'another encoding' : undefined;
}
