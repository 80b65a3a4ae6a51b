import * as vscode from 'vscode';
import { manifestName } from '../../protocol/manifest.ts';
import { exists } from '../exists.ts';
import type { Command } from './command.ts';
import { newDataset } from './newDataset.ts';

async function manifestFor(source: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (source.path.endsWith(`/${manifestName}`)) return source;
  const { type } = await vscode.workspace.fs.stat(source);
  const manifest = vscode.Uri.joinPath(source, manifestName);
  const isDataset = (type & vscode.FileType.Directory) !== 0 && (await exists(manifest));
  return isDataset ? manifest : undefined;
}

/** From the Explorer: opens the folder that is a dataset, makes any other folder or table one. */
export const labelThisDataset: Command = {
  name: 'labelThisDataset',
  async run(services, given) {
    if (!(given instanceof vscode.Uri)) return;
    const manifest = await manifestFor(given);
    if (manifest === undefined) {
      await newDataset.run(services, given);
      return;
    }
    const dataset = services.datasets.at(manifest);
    services.panels.showLabel(dataset);
    await dataset.open();
  },
};
