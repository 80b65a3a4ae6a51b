import * as vscode from 'vscode';
import type { NamedFiles } from './dataOnDisk.ts';
import { DisposableStore, type Disposable } from './lifecycle.ts';

/** A checkout or a copy changes many files: they are looked at once, when it is over. */
const settleMilliseconds = 500;

/**
 * Calls `changed` with the paths of what came, went or was written in a dataset's folder and may be its data, a burst
 * at a time. The whole folder is watched: when a folder is moved, only one event comes, that of the folder itself.
 */
export function watchData(
  folder: vscode.Uri,
  named: NamedFiles,
  changed: (paths: readonly string[]) => void,
): Disposable {
  const store = new DisposableStore();
  const burst = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  store.addCallback(() => clearTimeout(timer));
  const tell = (): void => {
    const paths = [...burst];
    burst.clear();
    changed(paths);
  };
  const keep = (path: string): void => {
    burst.add(path);
    clearTimeout(timer);
    timer = setTimeout(tell, settleMilliseconds);
  };
  const within = (uri: vscode.Uri): string => uri.path.slice(folder.path.length + 1);
  const cameOrWent = (uri: vscode.Uri): void => {
    if (named.mayConcern(within(uri))) keep(within(uri));
  };
  const wasWritten = (uri: vscode.Uri): void => {
    if (named.has(within(uri))) keep(within(uri));
  };
  const pattern = new vscode.RelativePattern(folder, '**');
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
  store.add(watcher.onDidCreate(cameOrWent));
  store.add(watcher.onDidDelete(cameOrWent));
  store.add(watcher.onDidChange(wasWritten));
  return store;
}
