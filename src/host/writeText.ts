import { randomUUID } from 'node:crypto';
import * as fileSystem from 'node:fs/promises';
import * as vscode from 'vscode';
import { HumanError, messageOf } from '../engine/errors.ts';
import { replaceFile } from '../engine/replaceFile.ts';
import { filesIn } from './filesIn.ts';
import { t } from './localize.ts';

/**
 * Writes a file, over what was there. On a disk that is done in one step: the editor's own way empties the file first,
 * and on a full disk a manifest would be gone.
 * @param folder of the dataset: in it no link is followed.
 * @throws HumanError naming the file when it cannot be written.
 */
export async function writeText(folder: vscode.Uri, uri: vscode.Uri, text: string): Promise<void> {
  try {
    if (uri.scheme === 'file') await writeOnDisk(folder.fsPath, uri.fsPath, text);
    else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    if (error instanceof HumanError) throw error;
    throw new HumanError(
      t(
        '{0} could not be written ({1}). Check that you may write there and that the disk is not full, then try again.',
        uri.fsPath,
        messageOf(error),
      ),
    );
  }
}

async function writeOnDisk(folder: string, path: string, text: string): Promise<void> {
  const files = filesIn(folder);
  const inside = await files.find(path);
  if (inside === undefined) await replaceFile(fileSystem, path, text, randomUUID());
  else await replaceFile(files, inside, text, randomUUID());
}
