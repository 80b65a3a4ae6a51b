import type { Dataset, FeatureRequest } from '../data/types.ts';
import type { FeatureMatrix, MatrixAllocator } from '../engine/matrix.ts';
import { fewNotices, noticeOnce } from './output.ts';

/**
 * Features of a dataset.
 * @param notice hears what was tolerated while they were read, such as images that are none; by default the person, once.
 */
export async function readFeatures(
  dataset: Dataset,
  allocate: MatrixAllocator,
  request: FeatureRequest = {},
  notice = noticeOnce,
): Promise<FeatureMatrix> {
  const known = new Set(dataset.notices);
  const features = await dataset.features(allocate, request);
  fewNotices(dataset.notices.filter((sentence) => !known.has(sentence))).forEach((sentence) =>
    notice(sentence),
  );
  return features;
}
