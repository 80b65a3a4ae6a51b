import { randomUUID } from 'node:crypto';
import * as fileSystem from 'node:fs/promises';
import * as vscode from 'vscode';
import { HumanError, messageOf } from '../engine/errors.ts';
import { replaceFile } from '../engine/replaceFile.ts';
import { t } from './localize.ts';

/**
 * Writes a file, over what was there. On a disk that is done in one step: the editor's own way empties the file first,
 * and on a full disk a manifest would be gone.
 * @throws HumanError naming the file when it cannot be written.
 */
export async function writeText(uri: vscode.Uri, text: string): Promise<void> {
  try {
    if (uri.scheme === 'file') await replaceFile(fileSystem, uri.fsPath, text, randomUUID());
    else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
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
