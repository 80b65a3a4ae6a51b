import * as vscode from 'vscode';
import type { Dataset } from '../dataset.ts';
import type { OpenDataset } from '../openDataset.ts';

/** Opens the file a sample is, or the row as text, beside the panel. */
export async function revealSample(
  dataset: Dataset,
  { facts, samples }: OpenDataset,
  id: string,
): Promise<void> {
  const sample = samples.get(facts.ids.indexOf(id));
  if (sample?.kind === 'row') {
    const content = sample.fields.map(({ name, value }) => `${name}: ${value ?? ''}`).join('\n');
    const document = await vscode.workspace.openTextDocument({ content, language: 'yaml' });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside, true);
    return;
  }
  const file = vscode.Uri.joinPath(dataset.folder, id);
  await vscode.commands.executeCommand('vscode.open', file, {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
  });
}
