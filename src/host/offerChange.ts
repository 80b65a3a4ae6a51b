import * as vscode from 'vscode';
import { t } from './localize.ts';
import { plainText, sourceField } from './sourceField.ts';

/** Shows what a new dataset takes and leaves out, and opens the manifest where that can be changed. */
export async function offerChange(manifest: vscode.Uri, summary: string): Promise<void> {
  const change = t('Change…');
  if ((await vscode.window.showInformationMessage(plainText(summary), change)) !== change) return;
  const document = await vscode.workspace.openTextDocument(manifest);
  const { start, length } = sourceField(document.getText());
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(start + length));
  await vscode.window.showTextDocument(document, { selection });
}
