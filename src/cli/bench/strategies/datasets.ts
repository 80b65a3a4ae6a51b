import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { HumanError } from '../../../engine/errors.ts';
import { openLabeled, type LabeledData } from '../../simulate/truth.ts';

/** A dataset of the benchmark: a CSV file with a column `class`, or a dataset folder. */
export interface BenchmarkDataset {
  readonly name: string;
  readonly path: string;
}

/** Every dataset in a folder, by name. */
export async function listDatasets(folder: string): Promise<readonly BenchmarkDataset[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries
    .filter(({ name }) => extname(name) === '.csv' || existsSync(join(folder, name, 'label-scout.json')))
    .map(({ name }) => ({ name: basename(name, '.csv'), path: join(folder, name) }));
  if (found.length > 0) return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  throw new HumanError(
    `There are no datasets in ${folder}: run node scripts/benchmark-data.mjs in the repository, or name another folder with --data.`,
  );
}

export const openBenchmarkDataset = ({ path }: BenchmarkDataset): Promise<LabeledData> =>
  openLabeled(path, path.endsWith('.csv') ? { label: 'class' } : {});
