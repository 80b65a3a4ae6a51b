import * as vscode from 'vscode';
import { HumanError, messageOf } from '../engine/errors.ts';
import { t } from './localize.ts';

/** Writes a file, over what was there. @throws HumanError naming the file when it cannot be written. */
export async function writeText(uri: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    throw new HumanError(
      t(
        '{0} could not be written ({1}). Check that you may write there and that the disk is not full, then try again.',
        uri.fsPath,
        messageOf(error),
      ),
    );
  }
}
