import { basename } from 'node:path';
import * as vscode from 'vscode';
import { currentLabels, exportedLabel } from '../../engine/exchange/currentLabels.ts';
import { exchangeFormats, findExchangeFormat } from '../../engine/exchange/index.ts';
import type { ExchangeFormat } from '../../engine/exchange/types.ts';
import type { Dataset } from '../dataset.ts';
import { fileNameOf } from '../fileNameOf.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { t } from '../localize.ts';

async function chooseFormat(): Promise<ExchangeFormat | undefined> {
  const items = exchangeFormats.map((format) => ({
    label: format.title,
    description: `.${format.extension}`,
    format,
  }));
  const placeHolder = t('Format of the labels');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.format;
}

async function chooseTarget(dataset: Dataset, format: ExchangeFormat): Promise<vscode.Uri | undefined> {
  const name = `${fileNameOf(dataset.state.name)}-labels.${format.extension}`;
  return await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(dataset.folder, name),
    filters: { [format.title]: [format.extension] },
  });
}

/** Takes `{ format, target }` as its second argument, and asks for what is not given. */
export const exportLabels: Command = {
  name: 'exportLabels',
  async run({ datasets }, given, options) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    const wanted = (options ?? {}) as { readonly format?: string; readonly target?: vscode.Uri };
    const format = wanted.format === undefined ? await chooseFormat() : findExchangeFormat(wanted.format);
    if (format === undefined) return;
    const { facts, journal } = await dataset.open();
    const target = wanted.target ?? (await chooseTarget(dataset, format));
    if (target === undefined) return;
    const labels = currentLabels(facts, journal.state).map(exportedLabel);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(format.write(labels)));
    void offerToOpen(target, labels.length);
  },
};

async function offerToOpen(target: vscode.Uri, count: number): Promise<void> {
  const open = t('Open');
  const file = basename(target.path);
  const message =
    count === 1 ? t('1 label was written to {0}.', file) : t('{0} labels were written to {1}.', count, file);
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', target);
  }
}
