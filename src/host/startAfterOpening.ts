import * as vscode from 'vscode';
import type { Services } from './commands/command.ts';
import { viewIds } from './contributions.ts';

const key = 'labelWhenOpened';
/** A window that was opened later than this was opened for another reason. */
const validMilliseconds = 120_000;

interface Wish {
  readonly manifest: string;
  readonly at: number;
}

/** The window is about to open a folder: it is to show the panel of this dataset then. */
export async function rememberToLabel(context: vscode.ExtensionContext, manifest: vscode.Uri): Promise<void> {
  await context.globalState.update(key, { manifest: manifest.toString(), at: Date.now() } satisfies Wish);
}

/** Shows the panel that was wished for before the window opened this folder. */
export async function startAfterOpening({ context, datasets, panels }: Services): Promise<void> {
  const wish = context.globalState.get<Wish>(key);
  if (wish === undefined) return;
  const manifest = vscode.Uri.parse(wish.manifest);
  if (vscode.workspace.getWorkspaceFolder(manifest) === undefined) return;
  await context.globalState.update(key, undefined);
  if (Date.now() - wish.at >= validMilliseconds) return;
  // The figures stand beside the sample, where the person came from.
  await vscode.commands.executeCommand(`${viewIds.status}.focus`);
  panels.showLabel(datasets.at(manifest));
}
