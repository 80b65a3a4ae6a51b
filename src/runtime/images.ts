import { readFile } from 'node:fs/promises';
import type sharpModule from 'sharp';
import type { Sharp } from 'sharp';
import { HumanError } from '../engine/errors.ts';
import { decodeBitmap, isBitmap } from './bmp.ts';

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

/** Pixels of one image in a rectangle, `side × height`, row-major, red, green and blue of each pixel in 0 … 255. */
export interface Pixels {
  /** Size in the file, turned as its EXIF orientation says. */
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Decodes the whole file and fits it into a square, or a rectangle `side` wide (the aspect ratio is not kept, transparency becomes white).
 * @throws the decoder's or the system's error when the file is missing, empty, truncated or no image; HumanError where
 *   this machine has no decoder.
 */
export async function decodeImage(path: string, side: number, height = side): Promise<Pixels> {
  const sharp = await loadSharp();
  const bytes = await readFile(path);
  const image = isBitmap(bytes) ? fromBitmap(sharp, bytes) : sharp(bytes, { failOn: 'error' });
  const { autoOrient } = await image.metadata();
  const data = await image
    .autoOrient()
    .resize(side, height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .toColorspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer();
  return { width: autoOrient.width, height: autoOrient.height, data };
}

function fromBitmap(sharp: SharpConstructor, bytes: Uint8Array): Sharp {
  const { width, height, data } = decodeBitmap(bytes);
  return sharp(data, { raw: { width, height, channels: 3 } });
}
