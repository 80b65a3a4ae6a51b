/** Square pictures of one size, one after the other: row by row, the channels of a pixel side by side, each 0 … 255. */
export interface Pictures {
  readonly count: number;
  /** Pixels of a row, and rows. */
  readonly side: number;
  readonly channels: number;
  /** `count × side² × channels`. */
  readonly pixels: Uint8Array;
}

/** The pixels of one picture, not copied. */
export function pictureAt({ side, channels, pixels }: Pictures, index: number): Uint8Array {
  const length = side ** 2 * channels;
  return pixels.subarray(index * length, (index + 1) * length);
}
