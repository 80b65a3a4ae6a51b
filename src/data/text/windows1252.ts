/** Characters of the bytes 0x80 to 0x9f; those that stand for none stay control characters (WHATWG Encoding). */
const specials =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/**
 * Decodes Windows-1252, of which Latin-1 is a part. Not by `TextDecoder`: that of Node.js 20 takes it for Latin-1, and
 * the same file would be other texts to the editor and to the command line.
 */
export const decodeWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009F]/g, (character) => specials[character.charCodeAt(0) - 0x80]!);
