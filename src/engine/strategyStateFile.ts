import type { CurveFileSystem } from './curveFile.ts';
import { hashString } from './rng.ts';

/** Where a strategy's state is kept between sessions; without the file it begins anew. */
const fileName = '.label-scout/cache/strategy.json';

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
  fileSystem: Pick<CurveFileSystem, 'readFile'>,
  dataset: string,
  { strategy, rows }: StateOwner,
): Promise<unknown> {
  try {
    const kept: unknown = JSON.parse(await fileSystem.readFile(`${dataset}/${fileName}`, 'utf8'));
    if (typeof kept !== 'object' || kept === null) return undefined;
    const found = kept as Readonly<Record<string, unknown>>;
    return found['strategy'] === strategy && found['rows'] === rows ? found['state'] : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps a state of plain data; one that JSON cannot hold is not kept. The file is replaced whole.
 * @param writer tells this process from others that may write at the same time.
 */
export async function writeStrategyState(
  fileSystem: CurveFileSystem,
  dataset: string,
  owner: StateOwner,
  state: unknown,
  writer: number,
): Promise<void> {
  if (!isPlain(state)) return;
  const path = `${dataset}/${fileName}`;
  const draft = `${path}.${writer}.new`;
  await fileSystem.mkdir(`${dataset}/.label-scout/cache`, { recursive: true });
  await fileSystem
    .writeFile(`${dataset}/.label-scout/.gitignore`, 'cache/\n', { flag: 'wx' })
    .catch(() => undefined);
  await fileSystem.writeFile(draft, `${JSON.stringify({ ...owner, state })}\n`);
  await fileSystem.rename(draft, path);
}

/** Whether a value reads back from JSON as it was written. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every(isPlain);
}
