import type { Dataset } from '../../data/types.ts';
import { UsageError } from '../../engine/errors.ts';

/** Names under which tables usually keep their labels, best first. */
const usualNames = ['label', 'class', 'target', 'y'];

async function columnsOf(dataset: Dataset): Promise<readonly string[]> {
  const sample = dataset.ids.length > 0 ? await dataset.sample(0) : undefined;
  return sample?.kind === 'row' ? sample.fields.map(({ name }) => name) : [];
}

/**
 * The column that holds the labels of a table nobody described: the first with a usual name, in any case.
 * @throws UsageError naming the columns there are.
 */
export async function guessLabelColumn(dataset: Dataset): Promise<string> {
  const columns = await columnsOf(dataset);
  for (const usual of usualNames) {
    const found = columns.find((column) => column.toLowerCase() === usual);
    if (found !== undefined) return found;
  }
  const listed = `${columns.slice(0, 20).join(', ')}${columns.length > 20 ? ', …' : ''}`;
  throw new UsageError(
    `${dataset.name} does not say which column holds the labels: name one with --label (${listed}).`,
  );
}
