import { readCacheFile, writeCacheFile } from './cacheFile.ts';
import type { DatasetFiles } from './datasetFiles.ts';
import { hashString } from './rng.ts';

/** Where a strategy's state is kept between sessions, in the dataset's cache; without the file it begins anew. */
const fileName = 'strategy.json';

/** What a state belongs to: states speak of row numbers, and so hold for the same rows only. */
export interface StateOwner {
  readonly strategy: string;
  /** {@link rowsKey} of the dataset. */
  readonly rows: string;
}

/** Tells datasets apart by their rows and the order of these. */
export const rowsKey = (ids: readonly string[]): string =>
  `${ids.length} rows, ${hashString(ids.join('\n')).toString(16)}`;

/** The kept state; undefined where there is none of this strategy on these rows. */
export async function readStrategyState(
  files: DatasetFiles,
  { strategy, rows }: StateOwner,
): Promise<unknown> {
  const kept = await readCacheFile(files, fileName);
  if (typeof kept !== 'object' || kept === null) return undefined;
  const found = kept as Readonly<Record<string, unknown>>;
  return found['strategy'] === strategy && found['rows'] === rows ? found['state'] : undefined;
}

/**
 * Keeps a state of plain data; one that JSON cannot hold is not kept.
 * @param writer tells this process from others that may write at the same time.
 */
export async function writeStrategyState(
  files: DatasetFiles,
  owner: StateOwner,
  state: unknown,
  writer: number,
): Promise<void> {
  if (isPlain(state)) await writeCacheFile(files, fileName, { ...owner, state }, writer);
}

/** Whether a value reads back from JSON as it was written. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every(isPlain);
}
