import { basename } from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../engine/errors.ts';
import type { Dataset } from '../dataset.ts';
import { fileNameOf } from '../fileNameOf.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';

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
    const bytes = await train(dataset, target);
    if (bytes === undefined) return;
    const size = `${(bytes / 1024 ** 2).toFixed(1)} MB`;
    const message = vscode.l10n.t('The model was written to {0} ({1}).', basename(target.path), size);
    void vscode.window.showInformationMessage(message);
  },
};

async function chooseTarget(dataset: Dataset): Promise<vscode.Uri | undefined> {
  const name = `${fileNameOf(dataset.state.name)}-${dataset.state.model}.onnx`;
  return await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(dataset.folder, name),
    filters: { ONNX: ['onnx'] },
  });
}

/** Training may take a while: it is shown, and can be called off. */
async function train(dataset: Dataset, target: vscode.Uri): Promise<number | undefined> {
  const title = vscode.l10n.t('Training the model of {0}', dataset.state.name);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (_progress, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    try {
      const { exportModel: write } = await dataset.open();
      return await write(target.fsPath, cancel.signal);
    } catch (error) {
      if (error instanceof CancelledError) return undefined;
      throw error;
    }
  });
}
