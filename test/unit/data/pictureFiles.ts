/** Samples of a picture, row-major, `samples` of them a pixel. */
export interface TiffContent {
  readonly width: number;
  readonly height: number;
  readonly bits: 8 | 16 | 32;
  /** 1 unsigned, 2 signed, 3 fractions. */
  readonly format: 1 | 2 | 3;
  readonly values: readonly number[];
}

const shortTag = 3;
const longTag = 4;

/** A gray TIFF of one strip without compression, of any kind of numbers (TIFF 6.0, section 8 and 19). */
export function tiffOf({ width, height, bits, format, values }: TiffContent): Buffer {
  const bytes = bits / 8;
  const body = Buffer.alloc(width * height * bytes);
  for (const [index, value] of values.entries()) {
    if (format === 3) body.writeFloatLE(value, index * bytes);
    else if (format === 2) body.writeIntLE(value, index * bytes, bytes);
    else body.writeUIntLE(value, index * bytes, bytes);
  }
  const tags = [
    [256, longTag, width],
    [257, longTag, height],
    [258, shortTag, bits],
    [259, shortTag, 1],
    [262, shortTag, 1],
    [273, longTag, 8],
    [277, shortTag, 1],
    [278, longTag, height],
    [279, longTag, body.length],
    [339, shortTag, format],
  ] as const;
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(8 + body.length, 4);
  const directory = Buffer.alloc(2 + tags.length * 12 + 4);
  directory.writeUInt16LE(tags.length, 0);
  for (const [index, [tag, type, value]] of tags.entries()) {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(1, at + 4);
    if (type === shortTag) directory.writeUInt16LE(value, at + 8);
    else directory.writeUInt32LE(value, at + 8);
  }
  return Buffer.concat([header, body, directory]);
}

/** Values of a square of 64 pixels: one on its left half, another on its right. */
export const leftAndRight = (left: number, right: number): readonly number[] =>
  Array.from({ length: 64 * 64 }, (_, pixel) => (pixel % 64 < 32 ? left : right));
