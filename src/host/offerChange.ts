import * as vscode from 'vscode';
import { showInformationMessage } from './say/messages.ts';
import { t } from './localize.ts';
import { sourceField } from './sourceField.ts';

/** Shows what a new dataset takes and leaves out, and opens the manifest where that can be changed. */
export async function offerChange(manifest: vscode.Uri, summary: string): Promise<void> {
  const change = t('Change…');
  if ((await showInformationMessage(summary, change)) !== change) return;
  const document = await vscode.workspace.openTextDocument(manifest);
  const { start, length } = sourceField(document.getText());
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(start + length));
  await vscode.window.showTextDocument(document, { selection });
}
