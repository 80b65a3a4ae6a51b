import type { Forest } from '../../engine/forest/types.ts';
import type { Judgment } from '../../engine/lal/judge.ts';
import type { CollectionPlan } from '../../engine/lal/plan.ts';
import type { RegressorOptions } from '../../engine/lal/trainRegressor.ts';
import { writeOutput } from '../../runtime/outputFile.ts';
import { encodeRegressor } from '../../runtime/regressorFile.ts';

/** What stands beside a regressor, and how to build it again. */
export interface Card {
  readonly command: string;
  readonly plan: CollectionPlan;
  readonly rows: number;
  readonly regressor: Omit<RegressorOptions, 'outOfBag'>;
  readonly nodes: number;
  readonly bytes: number;
  /** R² on rows out of bag. It flatters: rows of one cell are alike, and trees see some of each. */
  readonly outOfBagRSquared: number;
  /** What a regressor like this one, grown without a fifth of the cells, says of these. */
  readonly heldOutByCell: Judgment;
  readonly importances: Readonly<Record<string, number>>;
  /** Seconds to collect the rows, to grow the trees and to judge them, and on how many threads. */
  readonly seconds: {
    readonly rows: number;
    readonly trees: number;
    readonly judgment: number;
    readonly jobs: number;
  };
}

/**
 * Writes the regressor and, beside it, its card; interrupted, it leaves what was there before.
 * @param folder of the dataset it was learned on, if any.
 */
export async function saveRegressor(
  folder: string | undefined,
  path: string,
  forest: Forest,
  card: Omit<Card, 'bytes'>,
): Promise<Card> {
  const file = encodeRegressor(forest);
  const complete = { ...card, bytes: file.length };
  await writeOutput(folder, path, file);
  await writeOutput(folder, `${path}.json`, `${JSON.stringify(complete, null, 2)}\n`);
  return complete;
}
