import { HumanError } from '../../errors.ts';
import type { Translate } from '../../translate.ts';
import { decodeWindows1252, unassigned1252 } from '../../windows1252.ts';

/** A file's text, and what to say about its encoding. */
export interface DecodedText {
  readonly text: string;
  readonly notices: readonly string[];
}

/** What the machine contributes: UTF-8 to text. @throws anything when the bytes are not UTF-8. */
export type DecodeUtf8 = (bytes: Uint8Array) => string;

/** Files that people mistake for a text, by their first bytes. */
const binaryKinds: readonly { readonly start: string; readonly is: string; readonly advice: string }[] = [
  { start: 'PK\u0003\u0004', is: 'a workbook or a ZIP file', advice: 'save its sheet as CSV (UTF-8)' },
  { start: '\u00d0\u00cf\u0011\u00e0', is: 'an old Excel workbook', advice: 'save its sheet as CSV (UTF-8)' },
  { start: 'PAR1', is: 'a Parquet file', advice: 'write it as CSV' },
  { start: '\u001f\u008b', is: 'compressed', advice: 'unpack it' },
];

/** A JavaScript string holds little more. */
const maxBytes = 500e6;

/**
 * The text of a file of labels: UTF-8, UTF-16 (with or without a byte order mark) or Windows-1252, which spreadsheets
 * write. A byte order mark is taken off.
 * @throws HumanError naming `file` when it is no text.
 */
export function decodeText(
  bytes: Uint8Array,
  file: string,
  decodeUtf8: DecodeUtf8,
  t: Translate,
): DecodedText {
  refuseBinary(bytes, file);
  if (bytes.length > maxBytes)
    throw new HumanError(`${file} is larger than 500 MB; split it and import its parts.`);
  const order = utf16Order(bytes);
  const utf16 = order === undefined ? undefined : fromUtf16(bytes, order);
  if (utf16?.includes('\0') ?? bytes.includes(0))
    throw new HumanError(`${file} is no text; choose a file of labels, or save it as UTF-8.`);
  if (utf16 !== undefined) return { text: withoutMark(utf16), notices: [] };
  try {
    return { text: withoutMark(decodeUtf8(bytes)), notices: [] };
  } catch {
    const text = decodeWindows1252(bytes);
    if (unassigned1252.test(text))
      throw new HumanError(`${file} is neither UTF-8 nor Windows-1252; save it as UTF-8.`);
    const notice = t(
      '{0} is not UTF-8; it was read as Windows-1252. Save it as UTF-8 if characters look wrong.',
      file,
    );
    return { text, notices: [notice] };
  }
}

function refuseBinary(bytes: Uint8Array, file: string): void {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  const kind = binaryKinds.find((each) => start.startsWith(each.start));
  if (kind !== undefined)
    throw new HumanError(`${file} is ${kind.is}, not a text: ${kind.advice} and import that.`);
}

const withoutMark = (text: string): string => text.replace(/^\uFEFF/u, '');

/**
 * By the mark, else by where the zeros are: of UTF-16 text in a Latin script every other byte is zero, and the bytes
 * between are not.
 */
function utf16Order(bytes: Uint8Array): 'little' | 'big' | undefined {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'little';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'big';
  const start = bytes.subarray(0, 1000);
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2]!++;
  const [even, odd] = zeros as [number, number];
  if (odd > start.length / 4 && even === 0) return 'little';
  return even > start.length / 4 && odd === 0 ? 'big' : undefined;
}

const pieceLength = 8192;

/** Calls `unitAt` for every code unit, and joins them piece by piece: a call takes only so many arguments. */
function fromUnits(length: number, unitAt: (index: number) => number): string {
  const pieces: string[] = [];
  for (let start = 0; start < length; start += pieceLength) {
    const size = Math.min(pieceLength, length - start);
    pieces.push(String.fromCharCode(...Array.from({ length: size }, (_, index) => unitAt(start + index))));
  }
  return pieces.join('');
}

const fromUtf16 = (bytes: Uint8Array, order: 'little' | 'big'): string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return fromUnits(bytes.length / 2, (index) => view.getUint16(2 * index, order === 'little'));
};
