import { isUtf8 } from 'node:buffer';

/** A text file's content, or why there is none. */
export type DecodedText =
  { readonly text: string; readonly latin1: boolean } | { readonly text: undefined; readonly reason: string };

/** Bytes looked at to tell text from a binary file. */
const probeBytes = 8192;
/** Share of control characters from which a file counts as binary. */
const maximumControlShare = 0.1;

/**
 * Decodes UTF-8 and UTF-16 (by its byte order mark); other bytes are taken as Latin-1, which is said.
 * A file with NUL bytes or many control characters is binary.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  if (isBinary(bytes.subarray(0, probeBytes)))
    return { text: undefined, reason: 'This looks like a binary file.' };
  return isUtf8(bytes)
    ? decodeAs('utf-8', bytes)
    : { text: new TextDecoder('latin1').decode(bytes), latin1: true };
}

const decodeAs = (encoding: string, bytes: Uint8Array): DecodedText => ({
  text: new TextDecoder(encoding).decode(bytes),
  latin1: false,
});

function isBinary(bytes: Uint8Array): boolean {
  let control = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 32 && (byte < 7 || byte > 13) && byte !== 27) control++;
  }
  return control > bytes.length * maximumControlShare;
}
