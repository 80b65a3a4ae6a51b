import type { FeatureView } from '../../engine/featureView.ts';
import { type FeatureMatrix, fromRowMajor, type MatrixAllocator } from '../../engine/matrix.ts';
import type { FeatureStep } from '../featureSteps.ts';
import type { FilesRequest } from '../filesRequest.ts';
import { decodeAll, type DecodedImages } from './decode.ts';
import { computeFeatures, type PictureFeatures } from './pictureFeatures.ts';
import { pixelMatrix, pixelNames, pixelStep } from './pixels.ts';

/** A matrix of a dataset, and what its columns are. */
interface DescribedMatrix {
  readonly matrix: FeatureMatrix;
  readonly names: readonly string[];
  readonly steps: readonly FeatureStep[];
}

/** Share of the work that decoding is, where features are computed as well. */
const decodingShare = 0.5;

/**
 * The numbers of a dataset of images in each view. Images are decoded once and features computed once, on first need; the
 * same request after an error tries again.
 * @param notices gets a sentence about images that cannot be read.
 */
export function imageNumbers(
  request: FilesRequest,
  notices: string[],
): Readonly<Record<FeatureView, (allocate: MatrixAllocator) => Promise<DescribedMatrix>>> {
  const progressIn = (from: number, to: number): FilesRequest => ({
    ...request,
    onProgress: (share) => request.onProgress?.(from + share * (to - from)),
  });
  const decoded = onceRight(async (end: number): Promise<DecodedImages> => {
    const images = await decodeAll(progressIn(0, end));
    notices.push(...images.notices);
    return images;
  });
  const computed = onceRight(async (): Promise<PictureFeatures> =>
    computeFeatures(await decoded(decodingShare), progressIn(decodingShare, 1)),
  );
  return {
    async pixels(allocate) {
      const images = await decoded(1);
      const { channels } = images;
      return {
        matrix: pixelMatrix(images, allocate),
        names: pixelNames(channels),
        steps: [pixelStep(channels)],
      };
    },
    async features(allocate) {
      const { blocks, columns, values } = await computed();
      return {
        matrix: fromRowMajor(values, request.files.length, columns, allocate),
        names: blocks.flatMap(({ names }) => names),
        steps: blocks.map(({ step }) => step),
      };
    },
  };
}

/** Runs at most once at a time, and not again once it has succeeded. */
function onceRight<Params extends readonly unknown[], Result>(
  run: (...params: Params) => Promise<Result>,
): (...params: Params) => Promise<Result> {
  let running: Promise<Result> | undefined;
  return (...params) =>
    (running ??= run(...params).catch((error: unknown) => {
      running = undefined;
      throw error;
    }));
}
