import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from '../../engine/windows1252.ts';

/** A text file's content, or why there is none. */
export type DecodedText =
  | { readonly text: string; readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252' }
  | { readonly text: undefined; readonly reason: string };

/** Bytes looked at to tell text from a binary file. */
const probeBytes = 8192;
/** Share of control characters from which a file counts as binary. */
const maximumControlShare = 0.1;

/** Bytes from which the zeros of UTF-16 are no accident. */
const fewestWide = 8;
/** Share of the bytes at even, or at odd, places from which zeros there are halves of UTF-16's characters. */
const wideShare = 0.4;

/**
 * Decodes UTF-8 and UTF-16 (by its byte order mark, or by the zeros of Latin letters); other bytes are taken as
 * Windows-1252, of which Latin-1 is a part and which is said. A file with other NUL bytes or many control characters is
 * binary.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const start = bytes.subarray(0, probeBytes);
  const wide = wideEncodingOf(start);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), encoding: 'utf-16' };
  if (isBinary(start)) return { text: undefined, reason: 'This looks like a binary file.' };
  return isUtf8(bytes)
    ? { text: new TextDecoder().decode(bytes), encoding: 'utf-8' }
    : { text: decodeWindows1252(bytes), encoding: 'windows-1252' };
}

/** UTF-16 by its byte order mark; without one, text of Latin letters has zeros at every second place and nowhere else. */
function wideEncodingOf(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (start.length < fewestWide || !start.includes(0)) return undefined;
  if (isBinary(start.filter((byte) => byte !== 0))) return undefined;
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2]!++;
  const [even, odd] = zeros as [number, number];
  const pairs = start.length / 2;
  if (even === 0 && odd > pairs * wideShare) return 'utf-16le';
  return odd === 0 && even > pairs * wideShare ? 'utf-16be' : undefined;
}

function isBinary(bytes: Uint8Array): boolean {
  let control = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 32 && (byte < 7 || byte > 13) && byte !== 27) control++;
  }
  return control > bytes.length * maximumControlShare;
}
