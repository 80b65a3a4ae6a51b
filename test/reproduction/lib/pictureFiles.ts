import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Picture } from '../../../src/engine/matrix.ts';

/** Pictures with their classes, each value 0 … 255, channels of a pixel side by side. */
export interface PictureSet {
  readonly picture: Picture;
  readonly classNames: readonly string[];
  readonly labels: Int32Array;
  readonly pixels: Uint8Array;
}

const classNames = Array.from({ length: 10 }, (_, label) => `class ${label}`);

/** CIFAR-10's binary format: records of a label and 3 × 1,024 bytes, channel after channel. */
export function readCifar(path: string): PictureSet {
  const bytes = readFileSync(path);
  const size = 1024;
  const count = bytes.length / (1 + 3 * size);
  const pixels = new Uint8Array(count * 3 * size);
  const labels = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    const start = index * (1 + 3 * size);
    labels[index] = bytes[start]!;
    for (let pixel = 0; pixel < size; pixel++) {
      for (let channel = 0; channel < 3; channel++)
        pixels[(index * size + pixel) * 3 + channel] = bytes[start + 1 + channel * size + pixel]!;
    }
  }
  return { picture: { channels: 3, width: 32, height: 32 }, classNames, labels, pixels };
}

/** MNIST's format, compressed: `<name>-images-idx3-ubyte.gz` and its labels. */
export function readFashion(folder: string, name: 'train' | 't10k'): PictureSet {
  const read = (kind: string): Buffer => gunzipSync(readFileSync(`${folder}/${name}-${kind}-ubyte.gz`));
  return {
    picture: { channels: 1, width: 28, height: 28 },
    classNames,
    labels: Int32Array.from(read('labels-idx1').subarray(8)),
    pixels: read('images-idx3').subarray(16),
  };
}
