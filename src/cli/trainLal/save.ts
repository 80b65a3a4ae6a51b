import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import type { Forest } from '../../engine/forest/types.ts';
import type { IndependentPlan } from '../../engine/lal/independent.ts';
import type { RegressorOptions } from '../../engine/lal/trainRegressor.ts';
import { fileError } from '../../runtime/files.ts';
import { encodeRegressor } from '../../runtime/regressorFile.ts';

/** What stands beside a regressor, and how to build it again. */
export interface Card {
  readonly mode: 'independent';
  readonly command: string;
  readonly seed: number;
  readonly rows: number;
  readonly plan: Omit<IndependentPlan, 'seed'>;
  readonly regressor: Omit<RegressorOptions, 'seed' | 'outOfBag'>;
  readonly nodes: number;
  readonly bytes: number;
  /** R² on rows out of bag. It flatters: rows of one cell are alike, and trees see some of each. */
  readonly outOfBagRSquared: number;
  readonly importances: Readonly<Record<string, number>>;
  /** Seconds to collect the rows and to grow the trees, and on how many threads. */
  readonly seconds: { readonly rows: number; readonly trees: number; readonly jobs: number };
}

/** @throws HumanError without the folder, before anything is computed. */
export async function checkFolder(path: string): Promise<void> {
  const found = await stat(dirname(path)).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new HumanError(`--out ${path}: there is no folder ${dirname(path)}; make it first.`);
}

/** Writes the regressor and, beside it, its card; interrupted, it leaves what was there before. */
export async function saveRegressor(path: string, forest: Forest, card: Omit<Card, 'bytes'>): Promise<Card> {
  const file = encodeRegressor(forest);
  const complete = { ...card, bytes: file.length };
  await replaceFile(path, file);
  await replaceFile(`${path}.json`, `${JSON.stringify(complete, null, 2)}\n`);
  return complete;
}

async function replaceFile(path: string, content: string | Buffer): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw fileError(path, error);
  }
}
