import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../../src/engine/exchange/reading/decode.ts';
import { inEnglish as t } from '../../../../../src/engine/translate.ts';

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const decode = (bytes: Uint8Array) => decodeText(bytes, 'f.csv', decodeUtf8, t);
const text = 'id,label\n1,größe 狐\n';
const utf16 = Buffer.from(text, 'utf16le');

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 of Windows', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', utf16],
    ['UTF-16 without a mark, big end first', Buffer.from(utf16).swap16()],
  ])('is read from %s', (_, bytes) => {
    expect(decode(bytes)).toEqual({ text, notices: [] });
  });

  it('is read from a part of a buffer', () => {
    const bytes = Buffer.concat([Buffer.from('xyz'), Buffer.from(`\uFEFF${text}`, 'utf16le')]).subarray(3);
    expect(decode(bytes).text).toBe(text);
  });

  it('is long', () => {
    expect(decode(Buffer.from(text.repeat(5000), 'utf16le')).text).toBe(text.repeat(5000));
  });

  it('is read from Windows-1252, which is said', () => {
    const bytes = Buffer.from([0x80, 0x92, 0x9f, 0xe9, 0x41]);
    expect(decode(bytes)).toEqual({
      text: '€’ŸéA',
      notices: [
        'f.csv is not UTF-8; it was read as Windows-1252. Save it as UTF-8 if characters look wrong.',
      ],
    });
  });

  it.each([
    ['a workbook', Buffer.from('PK\u0003\u0004…'), 'f.csv is a workbook or a ZIP file, not a text'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'f.csv is an old Excel workbook'],
    ['Parquet', Buffer.from('PAR1....'), 'f.csv is a Parquet file'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'f.csv is compressed'],
    ['zeros', Buffer.from('id,label\n\0'), 'f.csv is no text'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x69, 0, 0, 0]), 'f.csv is no text'],
    ['bytes of no encoding', Buffer.from([0x41, 0x81, 0xff]), 'f.csv is neither UTF-8 nor Windows-1252'],
  ])('is not %s', (_, bytes, sentence) => {
    expect(() => decode(bytes)).toThrow(sentence);
  });

  it('is not a file larger than a text can be', () => {
    expect(() => decode(new Uint8Array(500_000_001))).toThrow('f.csv is larger than 500 MB');
  });
});
