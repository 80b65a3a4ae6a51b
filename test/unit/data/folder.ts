import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FeatureView } from '../../../src/engine/featureView.ts';
import { allocateMatrix, type FeatureMatrix, offsetOf } from '../../../src/engine/matrix.ts';
import { openDataset, type OpenOptions } from '../../../src/data/open.ts';
import type { Dataset } from '../../../src/data/types.ts';

/** A fresh folder with the given files, removed when the test ends. Objects are written as JSON. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array | object>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'label-scout-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeInto(folder, name, content);
  return folder;
}

export function writeInto(folder: string, name: string, content: string | Uint8Array | object): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const raw = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(path, raw ? content : JSON.stringify(content));
}

/** Opens a dataset that is closed when the test ends. */
export async function open(path: string, options?: OpenOptions): Promise<Dataset> {
  const dataset = await openDataset(path, options);
  onTestFinished(() => dataset.close());
  return dataset;
}

/** Opens one bare table file. */
export const openFile = (
  name: string,
  content: string | Uint8Array,
  options: OpenOptions = {},
): Promise<Dataset> => open(join(makeFolder({ [name]: content }), name), { allowBareFile: true, ...options });

/** A folder with `data.csv` and a manifest whose table source has the given fields. */
export const tableFolder = (csv: string, source: object = {}, manifest: object = {}): string =>
  makeFolder({
    'data.csv': csv,
    'label-scout.json': {
      version: 1,
      source: { kind: 'table', files: ['data.csv'], ...source },
      ...manifest,
    },
  });

/** Values of each matrix column by its name. */
export async function columnsOf(
  dataset: Dataset,
  fitRows?: Int32Array,
  view: FeatureView = 'features',
): Promise<Record<string, number[]>> {
  const matrix = await dataset.features(allocateMatrix, { fitRows, view });
  return Object.fromEntries(dataset.featureNames.map((name, column) => [name, columnOf(matrix, column)]));
}

export const columnOf = (matrix: FeatureMatrix, column: number): number[] =>
  Array.from({ length: matrix.rows }, (_, row) => matrix.data[offsetOf(matrix, row, column)]!);

/** The message of the error that opening a path ends with. */
export async function refusal(opening: Promise<Dataset>): Promise<string> {
  const outcome = await opening.then(
    (dataset) => {
      dataset.close();
      return undefined;
    },
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error))
    throw new Error('The dataset was opened although it should have been refused.');
  return `${outcome.name}: ${outcome.message}`;
}
