import type { CurvePoint } from './curve.ts';

/** The part of `node:fs/promises` a curve is kept with. */
export interface CurveFileSystem {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  writeFile(path: string, text: string, options?: { readonly flag: string }): Promise<void>;
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  rename(from: string, to: string): Promise<void>;
}

/** Where the points of the live curve are kept, below a dataset's folder; losing the file loses nothing. */
const folderName = '.label-scout';
const fileName = `${folderName}/cache/curve.json`;

/** The kept points; none where there is no readable cache, for they can be measured again. */
export async function readCurve(
  fileSystem: CurveFileSystem,
  dataset: string,
): Promise<readonly CurvePoint[]> {
  try {
    const points: unknown = JSON.parse(await fileSystem.readFile(`${dataset}/${fileName}`, 'utf8'));
    return Array.isArray(points) ? points.filter(isPoint) : [];
  } catch {
    return [];
  }
}

/**
 * Keeps the points. The file is replaced whole, so that a reader never meets half of it.
 * @param writer tells this process from others that may write at the same time.
 */
export async function writeCurve(
  fileSystem: CurveFileSystem,
  dataset: string,
  points: readonly CurvePoint[],
  writer: number,
): Promise<void> {
  const path = `${dataset}/${fileName}`;
  const draft = `${path}.${writer}.new`;
  await fileSystem.mkdir(`${dataset}/${folderName}/cache`, { recursive: true });
  // The journal belongs in version control, the cache does not. A file that is there already stays as it is.
  await fileSystem
    .writeFile(`${dataset}/${folderName}/.gitignore`, 'cache/\n', { flag: 'wx' })
    .catch(() => undefined);
  await fileSystem.writeFile(draft, `${JSON.stringify(points)}\n`);
  await fileSystem.rename(draft, path);
}

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
