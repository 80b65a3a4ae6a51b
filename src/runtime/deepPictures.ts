import type { Metadata, Sharp } from 'sharp';

/** The darkest and the brightest value of a picture. */
interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** Colors and, where there is transparency, alpha of each pixel, as wide as the file stores them. */
interface WidePixels {
  readonly values: Uint16Array | Float32Array;
  readonly channels: number;
}

/** A picture of more than eight bits a channel, in eight. */
export interface ScaledPicture {
  /** `width × height × 3`, row-major, red, green and blue of each pixel. */
  readonly data: Uint8Array;
  /** Whether the values were spread from a range of their own; false where the picture uses the whole range. */
  readonly isScaled: boolean;
}

/** The range is that of the picture reduced to this side, which bounds the work. */
const rangeSide = 256;
/** Share of the values at each end that may be darker or brighter than the range: hot and dead pixels. */
const outlierShare = 0.001;
const maximumWide = 65_535;
/** A picture whose values reach this close to both ends, as a share of all values, uses the whole range. */
const fullMargin = 1 / 16;

const wholeRange: ValueRange = { low: 0, high: maximumWide };

/**
 * Whether a picture stores numbers that a screen cannot show: 16 and 32 bits and fractions, of microscopes, depth
 * cameras and satellites. The ten bits of AVIF are those of photographs, whose range is the whole one.
 */
export const isDeep = ({ format, depth }: Metadata): boolean =>
  depth !== 'uchar' && (format === 'png' || format === 'tiff');

/**
 * Decodes a deep picture into a rectangle. Its values are spread from their own range to 0 … 255, for instruments use a
 * part of what the file could hold and the picture would be black; one that uses the whole range is left as it is.
 * @param open makes a pipeline that starts with the upright picture.
 */
export async function decodeDeep(
  open: () => Sharp,
  { depth }: Metadata,
  width: number,
  height: number,
): Promise<ScaledPicture> {
  const reduced = open()
    .removeAlpha()
    .resize(rangeSide, rangeSide, { fit: 'inside', withoutEnlargement: true, kernel: 'linear' });
  const range = rangeOf((await readWide(reduced, depth)).values, depth);
  const pixels = await readWide(open().resize(width, height, { fit: 'fill' }), depth);
  return { data: toBytes(pixels, range), isScaled: range !== wholeRange };
}

/** Numbers of 16 bits as 0 … 65,535, signed ones moved by 32,768; all others as fractions. */
async function readWide(image: Sharp, depth: Metadata['depth']): Promise<WidePixels> {
  const isWhole = depth === 'ushort' || depth === 'short';
  const unsigned = depth === 'short' ? image.linear(1, 1 << 15) : image;
  const raw = isWhole
    ? unsigned.toColorspace('rgb16').raw({ depth: 'ushort' })
    : unsigned.raw({ depth: 'float' });
  const { data, info } = await raw.toBuffer({ resolveWithObject: true });
  const bytes = new Uint8Array(data).buffer;
  return {
    values: isWhole ? new Uint16Array(bytes) : new Float32Array(bytes),
    channels: info.channels,
  };
}

function rangeOf(values: Uint16Array | Float32Array, depth: Metadata['depth']): ValueRange {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  if (sorted.length === 0) return { low: 0, high: 1 };
  const outliers = Math.floor(sorted.length * outlierShare);
  const inner = { low: sorted[outliers]!, high: sorted[sorted.length - 1 - outliers]! };
  const range = inner.high > inner.low ? inner : { low: sorted[0]!, high: sorted.at(-1)! };
  if (depth !== 'ushort') return range.high > range.low ? range : aroundOnly(range.low);
  const { low, high } = range;
  const isWhole = low <= maximumWide * fullMargin && high >= maximumWide * (1 - fullMargin);
  return isWhole || high === low ? wholeRange : range;
}

/** A picture of one value has no range: 0 stays black. */
const aroundOnly = (value: number): ValueRange => ({ low: Math.min(0, value), high: Math.max(1, value) });

/** Spreads the range over 0 … 255 and puts transparent pixels on white. What is no number is black. */
function toBytes({ values, channels }: WidePixels, { low, high }: ValueRange): Uint8Array {
  const colors = channels < 3 ? 1 : 3;
  const hasAlpha = channels > colors;
  const opaque = values instanceof Uint16Array ? maximumWide : 255;
  const pixels = values.length / channels;
  const bytes = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const start = pixel * channels;
    const alpha = hasAlpha ? Math.min(1, Math.max(0, values[start + colors]! / opaque)) : 1;
    for (let color = 0; color < 3; color++) {
      const value = values[start + (colors === 1 ? 0 : color)]!;
      const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
      bytes[pixel * 3 + color] = Number.isNaN(share) ? 0 : Math.round(255 * (share * alpha + 1 - alpha));
    }
  }
  return bytes;
}
