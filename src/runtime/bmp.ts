/** An uncompressed picture: `width × height × 3` bytes, red, green and blue, top row first. */
export interface RawPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Whether the bytes start as a Windows bitmap does; libvips has no reader for it. */
export const isBitmap = (bytes: Uint8Array): boolean => bytes[0] === 0x42 && bytes[1] === 0x4d;

/** Values of `biCompression` that store pixels as they are; with the last two, masks say where a pixel's colors stand. */
const uncompressed = 0;
const masked: ReadonlySet<number> = new Set([3, 6]);
/** Bytes of the headers before the masks: what is shorter is OS/2's header, which has its fields in other places. */
const headerBytes = 54;
const informationBytes = 40;
/** More pixels than this are taken for a damaged header. */
const maximumPixels = 1 << 28;

/** Which byte of a pixel holds red, green and blue. */
type ColorBytes = readonly [red: number, green: number, blue: number];
const usualColorBytes: ColorBytes = [2, 1, 0];

interface Layout {
  readonly width: number;
  readonly height: number;
  /** Rows stand bottom first unless the header's height is negative. */
  readonly topDown: boolean;
  readonly bits: number;
  readonly colorBytes: ColorBytes;
  readonly pixelsAt: number;
  readonly paletteAt: number;
  /** Bytes of one row, padded to a multiple of four. */
  readonly stride: number;
}

/**
 * Decodes an uncompressed Windows bitmap of 1, 4, 8, 24 or 32 bits a pixel (Microsoft, BITMAPINFOHEADER);
 * transparency is ignored.
 * @throws Error when the file ends too early or is of another kind.
 */
export function decodeBitmap(bytes: Uint8Array): RawPicture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const layout = readLayout(view);
  const { width, height, topDown, stride, pixelsAt, colorBytes } = layout;
  if (pixelsAt + stride * height > bytes.length) throw new Error('premature end of BMP image');
  const data = new Uint8Array(width * height * 3);
  const readPixel = layout.bits >= 24 ? readColor : readPalette;
  for (let row = 0; row < height; row++) {
    const start = pixelsAt + stride * (topDown ? row : height - 1 - row);
    for (let column = 0; column < width; column++) {
      const at = readPixel(bytes, layout, start, column);
      const target = (row * width + column) * 3;
      for (let color = 0; color < 3; color++) data[target + color] = bytes[at + colorBytes[color]!]!;
    }
  }
  return { width, height, data };
}

function readLayout(view: DataView): Layout {
  if (view.byteLength < headerBytes) throw new Error('premature end of BMP image');
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  const bits = view.getUint16(28, true);
  const isKnown = view.getUint32(14, true) >= informationBytes && [1, 4, 8, 24, 32].includes(bits);
  if (!isKnown) throw unsupported();
  if (width <= 0 || height === 0 || width * height > maximumPixels) throw new Error('corrupt BMP header');
  return {
    width,
    height,
    topDown: signedHeight < 0,
    bits,
    colorBytes: readColorBytes(view, bits),
    pixelsAt: view.getUint32(10, true),
    paletteAt: 14 + view.getUint32(14, true),
    stride: Math.ceil((width * bits) / 32) * 4,
  };
}

const unsupported = (): Error => new Error('this kind of BMP image is not supported');

function readColorBytes(view: DataView, bits: number): ColorBytes {
  const compression = view.getUint32(30, true);
  if (compression === uncompressed) return usualColorBytes;
  if (!masked.has(compression) || bits !== 32) throw unsupported();
  if (view.byteLength < headerBytes + 12) throw new Error('premature end of BMP image');
  const byteOf = (color: number): number => {
    const byte = [0xff, 0xff00, 0xff0000, 0xff000000].indexOf(view.getUint32(headerBytes + 4 * color, true));
    if (byte === -1) throw unsupported();
    return byte;
  };
  return [byteOf(0), byteOf(1), byteOf(2)];
}

/** Where the bytes of a pixel's colors begin. */
const readColor = (_bytes: Uint8Array, { bits }: Layout, start: number, column: number): number =>
  start + (column * bits) / 8;

function readPalette(bytes: Uint8Array, { bits, paletteAt }: Layout, start: number, column: number): number {
  const bit = column * bits;
  const shift = 8 - bits - (bit % 8);
  const index = (bytes[start + (bit >> 3)]! >> shift) & ((1 << bits) - 1);
  return paletteAt + index * 4;
}
