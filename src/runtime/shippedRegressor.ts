import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HumanError } from '../engine/errors.ts';
import type { Forest } from '../engine/forest/types.ts';
import { readRegressor } from './regressorFile.ts';

/**
 * A regressor of `media/lal`, in a folder above the bundle or, in a test of the sources, above the source.
 * @throws HumanError when its file is missing, damaged or newer.
 */
export async function readShippedRegressor(id: string): Promise<Forest> {
  const file = join('media', 'lal', `${id}.lal`);
  for (let folder = __dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const path = join(folder, file);
    if (existsSync(path)) return readRegressor(path);
  }
  throw new HumanError(`${file} is missing: install Label Scout again, or choose another strategy.`);
}
