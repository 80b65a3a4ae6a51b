import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import { type FeatureMatrix, offsetOf } from '../../engine/matrix.ts';
import type { Sample } from '../../engine/sample.ts';
import { decodeImage } from '../../runtime/images.ts';
import { describeFiles, readFileLabels } from '../fileLabels.ts';
import { findFilesBeside, noticesOfFilesBeside } from '../filesBeside.ts';
import type { FeatureStep } from '../featureSteps.ts';
import type { FilesRequest } from '../filesRequest.ts';
import type { Dataset } from '../types.ts';
import { decodeAll, type DecodedImages } from './decode.ts';
import { drawableCopy } from './drawableCopy.ts';
import { imageSide } from './size.ts';
import { whyUnreadable } from './whyUnreadable.ts';

/** Opens a folder of images; they are decoded when the features are first asked for. */
export async function openImages(request: FilesRequest): Promise<Dataset> {
  const { folder, files, manifest } = request;
  const source = manifest.source;
  if (source.kind === 'table') throw new HumanError('source.kind must be "images" here.');
  const labels = await readFileLabels(request, source);
  const beside = await noticesOfFilesBeside(request, await findFilesBeside(request));
  const notices: string[] = [...labels.notices, ...beside];
  const featureNames: string[] = [];
  const featureSteps: FeatureStep[] = [];
  let decoding: Promise<DecodedImages> | undefined;
  const decoded = () =>
    (decoding ??= decodeAll(request).then((images) => {
      notices.push(...images.notices);
      const { channels } = images;
      featureNames.push(...pixelNames(channels));
      featureSteps.push({ kind: 'image', width: imageSide, height: imageSide, channels });
      return images;
    }));
  return {
    ...describeFiles(request, labels),
    kind: 'images',
    featureNames,
    featureSteps,
    notices,
    features: async (allocate) => {
      const images = await decoded();
      const { channels } = images;
      const matrix = fill(allocate(files.length, channels * imageSide ** 2), images);
      return { ...matrix, picture: { channels, width: imageSide, height: imageSide } };
    },
    sample: (row) => readSample(folder, files[row]!),
    close: () => undefined,
  };
}

async function readSample(folder: string, file: string): Promise<Sample> {
  const path = join(folder, file);
  try {
    const { width, height, isDrawable } = await decodeImage(path, imageSide);
    return { kind: 'image', path: isDrawable ? path : await drawableCopy(folder, file), width, height };
  } catch (error) {
    return { kind: 'unreadable', path, reason: await whyUnreadable(path, error) };
  }
}

/** Scales bytes to [0, 1]; images that could not be decoded are zero. */
function fill(matrix: FeatureMatrix, { pixels, channels }: DecodedImages): FeatureMatrix {
  const columns = channels * imageSide ** 2;
  for (let row = 0; row < matrix.rows; row++) {
    for (let column = 0; column < columns; column++) {
      matrix.data[offsetOf(matrix, row, column)] = pixels[row * columns + column]! / 255;
    }
  }
  return matrix;
}

function pixelNames(channels: 1 | 3): string[] {
  const colors = channels === 1 ? ['gray'] : ['red', 'green', 'blue'];
  return Array.from({ length: imageSide ** 2 }, (_, pixel) =>
    colors.map((color) => `${color} at ${pixel % imageSide}, ${Math.floor(pixel / imageSide)}`),
  ).flat();
}
