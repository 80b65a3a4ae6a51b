/** Characters of the bytes 0x80 to 0x9f; those that stand for none stay control characters (WHATWG Encoding). */
const specials =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** A character of a byte that stands for none. */
export const unassigned1252 = /[\u0081\u008d\u008f\u0090\u009d]/u;

/** Bytes turned into characters by one call, which takes only so many arguments. */
const pieceLength = 8192;

/**
 * Decodes Windows-1252, of which Latin-1 is a part. Not by `TextDecoder`: outside a stream that of Node.js 20 takes it
 * for Latin-1, and the same file would be other texts to the editor and to the command line.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += pieceLength) {
    const units = Uint16Array.from(bytes.subarray(start, start + pieceLength), (byte) =>
      byte >= 0x80 && byte < 0xa0 ? specials.charCodeAt(byte - 0x80) : byte,
    );
    text += String.fromCharCode(...units);
  }
  return text;
}
