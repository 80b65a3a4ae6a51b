import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type sharpModule from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import { HumanError } from '../engine/errors.ts';
import { decodeBitmap, isBitmap } from './bmp.ts';
import { decodeDeep, isDeep } from './deepPictures.ts';

type SharpConstructor = typeof sharpModule;

/** Loads sharp on first use, so that programs without its native part can start. */
const loadSharp = async () =>
  (
    await import('sharp').catch((error: unknown) => {
      throw new HumanError(
        'Images need sharp, whose native part is missing on this machine: install the packages again with `npm ci`.',
        { cause: error },
      );
    })
  ).default;

/** What is to be said of a picture although it can be read. */
export type PictureTrait =
  /** More than eight bits a channel, spread from the picture's own range. */
  | 'scaled'
  /** Several pages or frames, of which the first is read. */
  | 'pages'
  /** A drawing that refers to other files or to addresses, which are never loaded. */
  | 'external';

/** Pixels of one image in a rectangle, `side × height`, row-major, red, green and blue of each pixel in 0 … 255. */
export interface Pixels {
  /** Size in the file, turned as its EXIF orientation says. */
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly traits: readonly PictureTrait[];
  /** Whether a browser shows the file as it is decoded here; false for TIFF and for pictures that were scaled. */
  readonly isDrawable: boolean;
}

interface OpenPicture {
  readonly metadata: Metadata;
  /** A pipeline that starts with the upright picture. */
  readonly open: () => Sharp;
  /** Traits that are known before the pixels are. */
  readonly traits: readonly PictureTrait[];
}

/**
 * Decodes the whole file and fits it into a square, or a rectangle `side` wide (the aspect ratio is not kept, transparency becomes white).
 * @throws the decoder's or the system's error when the file is missing, empty, truncated or no image; HumanError where
 *   this machine has no decoder.
 */
export async function decodeImage(path: string, side: number, height = side): Promise<Pixels> {
  const picture = await openPicture(path);
  const { metadata, traits } = picture;
  const { data, isScaled } = await decodeInto(picture, side, height);
  return {
    width: metadata.autoOrient.width,
    height: metadata.autoOrient.height,
    data,
    traits: isScaled ? ['scaled', ...traits] : traits,
    isDrawable: !isScaled && isDrawable(path, metadata),
  };
}

/**
 * A picture as PNG, for a page that cannot draw the file: upright, on white, and scaled as {@link decodeImage} does.
 * @param longestSide pixels of the longer side at most.
 */
export async function renderPng(path: string, longestSide: number): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const picture = await openPicture(path);
  const { width, height } = picture.metadata.autoOrient;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const shown = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const { data } = await decodeInto(picture, shown.width, shown.height);
  return sharp(data, { raw: { ...shown, channels: 3 } })
    .png()
    .toBuffer();
}

async function openPicture(path: string): Promise<OpenPicture> {
  const sharp = await loadSharp();
  const bytes = await readFile(path);
  const source = isBitmap(bytes) ? fromBitmap(sharp, bytes) : () => sharp(bytes, { failOn: 'error' });
  const metadata = await source().metadata();
  return { metadata, open: () => source().autoOrient(), traits: traitsOf(metadata, bytes) };
}

async function decodeInto(
  { metadata, open }: OpenPicture,
  width: number,
  height: number,
): Promise<{ readonly data: Uint8Array; readonly isScaled: boolean }> {
  if (isDeep(metadata)) return decodeDeep(open, metadata, width, height);
  const data = await open()
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .toColorspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer();
  return { data, isScaled: false };
}

function fromBitmap(sharp: SharpConstructor, bytes: Uint8Array): () => Sharp {
  const { width, height, data } = decodeBitmap(bytes);
  return () => sharp(data, { raw: { width, height, channels: 3 } });
}

/** An element of SVG that shows another file; what begins with `#` or `data:` stands in the drawing itself. */
const externalReference = /<(?:\w+:)?(?:image|use|feImage)\b[^<>]*?\bhref\s*=\s*["']\s*(?!#|data:)\S/i;

function traitsOf({ format, pages = 1 }: Metadata, bytes: Buffer): readonly PictureTrait[] {
  if (format === 'svg') return externalReference.test(bytes.toString('utf8')) ? ['external'] : [];
  return pages > 1 ? ['pages'] : [];
}

/** Formats that browsers know by their first bytes, whatever the file is called; bitmaps are `raw` here. */
const drawnFormats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'raw']);

/** A drawing is known as one by the name alone. */
const isDrawable = (path: string, { format }: Metadata): boolean =>
  format === 'svg' ? extname(path).toLowerCase() === '.svg' : drawnFormats.has(format);
