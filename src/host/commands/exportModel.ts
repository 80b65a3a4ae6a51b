import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Dataset } from '../dataset.ts';
import { fileNameOf } from '../fileNameOf.ts';
import { askTarget } from '../say/fileDialogs.ts';
import { showInformationMessage } from '../say/messages.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { whileTraining } from './whileTraining.ts';
import { t } from '../localize.ts';

/** Trains the model on all labels so far and writes it as an ONNX file. Takes `{ target }` as its second argument. */
export const exportModel: Command = {
  name: 'exportModel',
  async run({ datasets }, given, options) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    await dataset.open();
    const wanted = (options ?? {}) as { readonly target?: vscode.Uri };
    const target = wanted.target ?? (await chooseTarget(dataset));
    if (target === undefined) return;
    // While the person chose, it may have been opened again.
    const { exportModel: write } = await dataset.open();
    const bytes = await whileTraining(dataset, (signal) => write(target.fsPath, signal));
    if (bytes === undefined) return;
    const size = `${(bytes / 1024 ** 2).toFixed(1)} MB`;
    const message = t('The model was written to {0} ({1}).', basename(target.path), size);
    void showInformationMessage(message);
  },
};

async function chooseTarget(dataset: Dataset): Promise<vscode.Uri | undefined> {
  const name = `${fileNameOf(dataset.state.name)}-${fileNameOf(dataset.state.model)}.onnx`;
  return await askTarget(vscode.Uri.joinPath(dataset.folder, name), { ONNX: ['onnx'] });
}
