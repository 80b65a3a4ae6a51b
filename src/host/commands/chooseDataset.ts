import * as vscode from 'vscode';
import { HumanError } from '../../engine/errors.ts';
import type { Dataset } from '../dataset.ts';
import type { Datasets } from '../datasets.ts';
import { showQuickPick } from '../say/quickPick.ts';
import { t } from '../localize.ts';

/** The dataset a command was given: a row of the status tree carries the path of its manifest. */
function givenDataset(datasets: Datasets, given: unknown): Dataset | undefined {
  const id = (given as { readonly id?: unknown } | null | undefined)?.id;
  if (typeof id !== 'string') return undefined;
  return datasets.all.find(({ state }) => id === state.id || id.startsWith(`${state.id}#`));
}

/** @throws HumanError where the manifest was not read, for then its strategy and its model are not known. */
export function requireManifest({ state }: Dataset): void {
  if (state.strategy !== '') return;
  throw new HumanError(state.problem ?? t('{0} is still being read: try again.', state.name));
}

/**
 * The dataset a command is for: the one given, else the active one; the person chooses where there are several
 * and `ask` says so. Undefined when they choose none.
 * @throws HumanError when the workspace has no dataset.
 */
export async function chooseDataset(
  datasets: Datasets,
  given: unknown,
  ask = false,
): Promise<Dataset | undefined> {
  await datasets.searched;
  const { all, active } = datasets;
  const known = givenDataset(datasets, given);
  if (known !== undefined) return known;
  if (active === null) {
    throw new HumanError(t('This workspace has no dataset: make one with “Label Scout: New Dataset…”.'));
  }
  if (!ask || all.length === 1) return active;
  const items = all.map((dataset) => ({
    label: dataset.state.name,
    description: vscode.workspace.asRelativePath(dataset.folder),
    dataset,
  }));
  const placeHolder = t('Which dataset?');
  return (await showQuickPick(items, { placeHolder }))?.dataset;
}
