import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** Kinds of files by the name a dialog shows: their extensions. */
type Filters = Readonly<Record<string, readonly string[]>>;

const inertFilters = (filters: Filters): { filters: Record<string, string[]> } => ({
  filters: Object.fromEntries(
    Object.entries(filters).map(([name, extensions]) => [inert(name), [...extensions]]),
  ),
});

/** Asks for one existing file of these kinds; undefined where the person gives up. */
export const askFile = async (filters: Filters, defaultUri?: vscode.Uri): Promise<vscode.Uri | undefined> =>
  (
    await vscode.window.showOpenDialog({
      ...inertFilters(filters),
      ...(defaultUri === undefined ? {} : { defaultUri }),
    })
  )?.[0];

/** Asks for an existing folder; undefined where the person gives up. */
export const askFolder = async (): Promise<vscode.Uri | undefined> =>
  (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false }))?.[0];

/** Asks where to save a file; undefined where the person gives up. */
export const askTarget = (defaultUri: vscode.Uri, filters: Filters): Thenable<vscode.Uri | undefined> =>
  vscode.window.showSaveDialog({ ...inertFilters(filters), defaultUri });
