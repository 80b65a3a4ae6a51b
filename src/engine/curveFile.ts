import { readCacheFile, writeCacheFile } from './cacheFile.ts';
import type { CurvePoint } from './curve.ts';
import type { DatasetFiles } from './datasetFiles.ts';

/** Where the points of the live curve are kept between sessions, in the dataset's cache. */
const fileName = 'curve.json';

/** The kept points; none where there is no readable cache, for they can be measured again. */
export async function readCurve(files: DatasetFiles): Promise<readonly CurvePoint[]> {
  const points = await readCacheFile(files, fileName);
  return Array.isArray(points) ? points.filter(isPoint) : [];
}

/** Keeps the points. @param writer tells this process from others that may write at the same time. */
export const writeCurve = (
  files: DatasetFiles,
  points: readonly CurvePoint[],
  writer: number,
): Promise<void> => writeCacheFile(files, fileName, points, writer);

const isNumberOrNull = (value: unknown): boolean => value === null || typeof value === 'number';

const fields: Readonly<Record<keyof CurvePoint, (value: unknown) => boolean>> = {
  labels: (value) => typeof value === 'number',
  metric: (value) => typeof value === 'string',
  value: (value) => typeof value === 'number',
  low: isNumberOrNull,
  high: isNumberOrNull,
  estimate: (value) => value === 'held-out' || value === 'out-of-bag',
  tested: (value) => typeof value === 'number',
  key: (value) => typeof value === 'string',
};

const isPoint = (value: unknown): value is CurvePoint =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(fields).every(([name, holds]) => holds((value as Record<string, unknown>)[name]));
