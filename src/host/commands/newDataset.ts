import { basename } from 'node:path';
import * as vscode from 'vscode';
import { createDataset, type KnownAnswers } from '../createDataset.ts';
import { askFile, askFolder } from '../say/fileDialogs.ts';
import { showQuickPick, type Choice } from '../say/quickPick.ts';
import type { Command } from './command.ts';
import { t } from '../localize.ts';

const tableExtensions = ['csv', 'tsv', 'jsonl', 'ndjson', 'parquet'];

interface SourceItem extends Choice {
  choose(): Promise<vscode.Uri | undefined>;
}

/** The folders of the workspace come first: what is open is most likely what is meant. */
async function chooseSource(): Promise<vscode.Uri | undefined> {
  const items: SourceItem[] = (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => ({
    label: name,
    iconPath: new vscode.ThemeIcon('root-folder'),
    description: t('this workspace folder'),
    choose: () => Promise.resolve(uri),
  }));
  items.push({
    label: t('Another folder of images or texts…'),
    iconPath: new vscode.ThemeIcon('folder'),
    choose: askFolder,
  });
  items.push({
    label: t('A table: CSV, TSV, JSON Lines or Parquet…'),
    iconPath: new vscode.ThemeIcon('table'),
    choose: () => askFile({ [t('Tables')]: tableExtensions }),
  });
  const placeHolder = t('What do you want to label?');
  return await (await showQuickPick(items, { placeHolder }))?.choose();
}

/** Makes a folder or a table a dataset and opens it. Takes the source and answers as its arguments. */
export const newDataset: Command = {
  name: 'newDataset',
  async run(services, given, answers) {
    const source = given instanceof vscode.Uri ? given : await chooseSource();
    if (source === undefined) return;
    const manifest = await createDataset(services, source, (answers ?? {}) as KnownAnswers);
    if (manifest === undefined) return;
    const dataset = services.datasets.at(manifest);
    services.panels.showLabel(dataset);
    services.log.info(`${basename(source.fsPath)} is a dataset now: ${manifest.fsPath}`);
    await dataset.open();
  },
};
