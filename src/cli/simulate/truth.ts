import { locate } from '../../data/locate.ts';
import type { Dataset } from '../../data/types.ts';
import type { SharedFlags } from '../options.ts';
import { sayNotices } from '../output.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { guessLabelColumn } from './labelColumn.ts';
import { openSource, type SimulationSource } from './task.ts';

/** A dataset with every class anybody knows. */
export interface LabeledData {
  readonly source: SimulationSource;
  readonly dataset: Dataset;
  readonly classes: readonly string[];
  /** Class of each row, −1 where nobody knows. */
  readonly truth: Int32Array;
}

/**
 * What came with the data, and where that is work in progress or missing, what the journal says; all under the
 * names classes have now.
 */
function truthOf({ dataset, journal, classes, labels }: Workspace): Int32Array {
  const present = dataset.classes.map((name) => classes.indexOf(journal.state.successor(name)));
  const truth = dataset.oracle.map((code) => (code < 0 ? -1 : present[code]!));
  const inProgress = dataset.manifest.source.labels !== 'oracle';
  for (const { row, label } of labels) {
    if (inProgress || truth[row] === -1) truth[row] = classes.indexOf(label);
  }
  return truth;
}

const isBare = async (target: string): Promise<boolean> => (await locate(target, true)).kind === 'file';

async function guessedLabel(source: SimulationSource): Promise<string> {
  const dataset = await openSource(source);
  try {
    return await guessLabelColumn(dataset);
  } finally {
    dataset.close();
  }
}

/** The labels of one column, the journal left alone: for bare tables and for `--label`. */
async function openColumn(source: SimulationSource): Promise<LabeledData> {
  const dataset = await openSource(source);
  sayNotices(dataset.notices);
  return { source, dataset, classes: dataset.classes, truth: dataset.oracle };
}

/** Opens what `simulate` is given, with its labels. */
export async function openLabeled(
  target: string,
  flags: Pick<SharedFlags, 'manyClasses' | 'threads'> & { readonly label?: string },
): Promise<LabeledData> {
  const source = { target, label: flags.label, manyClasses: flags.manyClasses ?? false };
  if (source.label !== undefined) return openColumn(source);
  if (await isBare(target)) return openColumn({ ...source, label: await guessedLabel(source) });
  const workspace = await openWorkspace(target, flags);
  return { source, dataset: workspace.dataset, classes: workspace.classes, truth: truthOf(workspace) };
}
