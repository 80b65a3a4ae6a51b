import sharp from 'sharp';

/** A square of gray bytes, row by row, as a PNG file. */
export const grayPng = (pixels, side) =>
  sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
