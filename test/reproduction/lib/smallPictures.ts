import { allocateMatrix, offsetOf, type FeatureMatrix, type Picture } from '../../../src/engine/matrix.ts';
import { readCifar, readFashion, type PictureSet } from './pictureFiles.ts';

/** Sets of pictures by the name they are asked for, read from a folder. */
export const pictureSets: Readonly<
  Record<string, (folder: string) => { readonly train: PictureSet; readonly test: PictureSet }>
> = {
  cifar: (folder) => ({
    train: readCifar(`${folder}/cifar10_train10000_jpegdecoded.bin`),
    test: readCifar(`${folder}/cifar10_test2000_jpegdecoded.bin`),
  }),
  fashion: (folder) => ({ train: readFashion(folder, 'train'), test: readFashion(folder, 't10k') }),
};

/** The first rows of sets as one matrix, scaled to [0, 1]; pictures wider than `side` are halved by averaging. */
export function tableOfPictures(parts: readonly (readonly [PictureSet, number])[], side: number) {
  const { picture, classNames } = parts[0]![0];
  const step = picture.width > side ? 2 : 1;
  const small: Picture = {
    channels: picture.channels,
    width: picture.width / step,
    height: picture.height / step,
  };
  const rows = parts.reduce((sum, [, count]) => sum + count, 0);
  const matrix = allocateMatrix(rows, small.channels * small.width * small.height);
  let row = 0;
  for (const [set, count] of parts) {
    for (let index = 0; index < count; index++, row++) fill(matrix, row, set, index, small, step);
  }
  const labels = Int32Array.from(parts.flatMap(([set, count]) => [...set.labels.subarray(0, count)]));
  return { features: { ...matrix, picture: small }, labels, classNames };
}

function fill(
  matrix: FeatureMatrix,
  row: number,
  set: PictureSet,
  index: number,
  small: Picture,
  step: number,
): void {
  const { channels, width, height } = set.picture;
  const start = index * channels * width * height;
  for (let pixel = 0; pixel < small.width * small.height; pixel++) {
    const top = Math.floor(pixel / small.width) * step;
    const left = (pixel % small.width) * step;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let y = top; y < top + step; y++)
        for (let x = left; x < left + step; x++)
          sum += set.pixels[start + (y * width + x) * channels + channel]!;
      matrix.data[offsetOf(matrix, row, pixel * channels + channel)] = sum / (step * step * 255);
    }
  }
}
