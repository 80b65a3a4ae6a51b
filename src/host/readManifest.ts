import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../engine/errors.ts';
import type { Manifest } from '../protocol/manifest.ts';
import { filesIn } from './filesIn.ts';
import { parseManifest } from './manifestFile.ts';
import { t } from './localize.ts';

async function textOf(uri: vscode.Uri): Promise<string> {
  if (uri.scheme === 'file') await filesIn(dirname(uri.fsPath)).realpath(uri.fsPath);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** The text of a manifest on disk. @throws HumanError when it cannot be read, or is a link. */
export async function readManifestText(uri: vscode.Uri): Promise<string> {
  try {
    return await textOf(uri);
  } catch (error) {
    if (error instanceof HumanError) throw error;
    throw new HumanError(
      t('There is no readable {0}: make one with “Label Scout: New Dataset…”.', uri.fsPath),
    );
  }
}

/** @throws HumanError naming the file and the field that is wrong. */
export const readManifest = async (uri: vscode.Uri): Promise<Manifest> =>
  parseManifest(await readManifestText(uri), vscode.workspace.asRelativePath(uri));
