import type { Dataset } from '../data/types.ts';
import type { FeatureMatrix, MatrixAllocator } from '../engine/matrix.ts';
import { sayNotices } from './output.ts';

/** Features of a dataset. What was tolerated while they were read, such as images that are none, is said, once. */
export async function readFeatures(
  dataset: Dataset,
  allocate: MatrixAllocator,
  fitRows?: Int32Array,
): Promise<FeatureMatrix> {
  const known = new Set(dataset.notices);
  const features = await dataset.features(allocate, fitRows);
  sayNotices(dataset.notices.filter((notice) => !known.has(notice)));
  return features;
}
