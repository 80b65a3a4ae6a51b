import { CancelledError } from '../engine/errors.ts';
import type { CancelSignal } from '../engine/types.ts';

/**
 * Maps items with at most `limit` calls under way, results in order.
 * @param onProgress hears the share of items that is done, 0 to 1, after each of them.
 * @throws CancelledError when the signal is raised, else the first error of `map`; then no further call is begun.
 */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  signal: CancelSignal | undefined,
  map: (item: Item) => Promise<Result>,
  onProgress?: (fraction: number) => void,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      if (signal?.aborted) throw new CancelledError();
      const index = next++;
      results[index] = await map(items[index]!).catch((error: unknown) => {
        next = items.length;
        throw error;
      });
      onProgress?.(++done / items.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
