import { type FeatureMatrix, type MatrixAllocator, offsetOf } from '../../engine/matrix.ts';
import type { FeatureStep } from '../featureSteps.ts';
import type { DecodedImages } from './decode.ts';
import { imageSide } from './size.ts';

/** A matrix of pixels scaled to [0, 1]; images that could not be decoded are zero. */
export function pixelMatrix(
  { pixels, count, channels }: DecodedImages,
  allocate: MatrixAllocator,
): FeatureMatrix {
  const columns = channels * imageSide ** 2;
  const matrix = allocate(count, columns);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < columns; column++) {
      matrix.data[offsetOf(matrix, row, column)] = pixels[row * columns + column]! / 255;
    }
  }
  return { ...matrix, picture: { channels, width: imageSide, height: imageSide } };
}

export function pixelNames(channels: 1 | 3): string[] {
  const colors = channels === 1 ? ['gray'] : ['red', 'green', 'blue'];
  return Array.from({ length: imageSide ** 2 }, (_, pixel) =>
    colors.map((color) => `${color} at ${pixel % imageSide}, ${Math.floor(pixel / imageSide)}`),
  ).flat();
}

export const pixelStep = (channels: number): FeatureStep => ({
  kind: 'image',
  width: imageSide,
  height: imageSide,
  channels,
});
