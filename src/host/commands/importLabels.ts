import { basename } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../../engine/errors.ts';
import { currentLabels } from '../../engine/exchange/currentLabels.ts';
import { exchangeFormats } from '../../engine/exchange/index.ts';
import { sortImport, type SortedImport } from '../../engine/exchange/sortImport.ts';
import type { ImportedLabel } from '../../engine/exchange/types.ts';
import type { OpenDataset } from '../openDataset.ts';
import { askFile } from '../say/fileDialogs.ts';
import { confirm, showInformationMessage } from '../say/messages.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { t } from '../localize.ts';

async function chooseFile(defaultUri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const extensions: string[] = exchangeFormats.map(({ extension }) => extension);
  const filters = { [t('Labels')]: extensions };
  return await askFile(filters, defaultUri);
}

/** @throws HumanError when the file's name says no format, or the file is not of it. */
async function readLabels(file: vscode.Uri): Promise<readonly ImportedLabel[]> {
  const name = basename(file.path);
  const format = exchangeFormats.find(({ extension }) => name.toLowerCase().endsWith(`.${extension}`));
  if (format === undefined) {
    const known = exchangeFormats.map(({ extension }) => `.${extension}`).join(', ');
    throw new HumanError(t('{0} is of no known format: labels are read from {1} files.', name, known));
  }
  return format.read(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), name);
}

function sorted(lines: readonly ImportedLabel[], { facts, journal, session }: OpenDataset): SortedImport {
  const ids = new Set(facts.ids);
  const classes = new Set(session.snapshot.classes.map(({ name }) => name));
  const current = new Map(currentLabels(facts, journal.state).map(({ id, label }) => [id, label]));
  return sortImport(lines, {
    hasSample: (id) => ids.has(id),
    findClass: (name) => [journal.state.successor(name)].find((successor) => classes.has(successor)),
    labelOf: (id) => current.get(id),
  });
}

/** Nothing is written before the person has seen what would be. */
async function confirmImport({ fresh, problems, unchanged }: SortedImport): Promise<boolean> {
  const first = problems[0]?.line;
  const detail = [
    t('{0} are there already.', unchanged),
    first === undefined
      ? ''
      : t(
          '{0} name a sample or a class that this dataset does not have, or contradict an earlier line, and would be left out; the first is line {1}: {2}, {3}.',
          problems.length,
          first.line,
          first.id,
          first.label,
        ),
  ].filter(Boolean);
  const message = fresh.length === 1 ? t('Import 1 label?') : t('Import {0} labels?', fresh.length);
  return await confirm({ message, detail, action: t('Import') });
}

/** Takes the file as its second argument, which then is not asked about. */
export const importLabels: Command = {
  name: 'importLabels',
  async run({ datasets }, given, from) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    const file = from instanceof vscode.Uri ? from : await chooseFile(dataset.folder);
    if (file === undefined) return;
    const open = await dataset.open();
    const labels = sorted(await readLabels(file), open);
    if (!(from instanceof vscode.Uri) && !(await confirmImport(labels))) return;
    const { journal, session } = open;
    await journal.appendAll(
      labels.fresh.map(({ id, label }) => ({ op: 'label', id, label, source: 'import' })),
    );
    await session.refresh();
    void showInformationMessage(
      labels.fresh.length === 1
        ? t('1 label was imported.')
        : t('{0} labels were imported.', labels.fresh.length),
    );
  },
};
