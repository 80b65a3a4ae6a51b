import * as vscode from 'vscode';
import type { DisposableStore } from './lifecycle.ts';

/** Changes on disk come in bursts; one look at the end of a burst is enough. */
const settleMilliseconds = 150;

/** Calls the action once, a little after the last of several calls; not at all after the store's end. */
export function afterBurst(store: DisposableStore, action: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  store.addCallback(() => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void action(), settleMilliseconds);
  };
}

/** Calls the action after a file of a folder came, went or was written. */
export function watchFile(
  store: DisposableStore,
  folder: vscode.Uri,
  path: string,
  action: () => Promise<void>,
): void {
  const pattern = new vscode.RelativePattern(folder, path);
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
  const later = afterBurst(store, action);
  for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
    store.add(event(later));
}
