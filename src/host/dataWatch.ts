import * as vscode from 'vscode';
import { manifestName, type Manifest } from '../protocol/manifest.ts';
import type { OpenedDataset } from '../protocol/trainer.ts';
import { DisposableStore, type Disposable } from './lifecycle.ts';

/** A checkout or a copy changes many files: they are looked at once, when it is over. */
const settleMilliseconds = 500;

/** Files that a dataset is read from beside its samples. */
const helpers = ({ source }: Manifest): readonly string[] =>
  [source.kind === 'table' ? undefined : source.truth, source.features?.onnx].flatMap((name) => name ?? []);

const clean = (pattern: string): string => pattern.replaceAll('\\', '/').replace(/^(\.\/)+/u, '');

/** Manifest and journal are followed by themselves, and the cache is ours, whatever the patterns match. */
const isData = ({ path }: vscode.Uri): boolean =>
  !/\/(?:\.label-scout|node_modules)\//u.test(path) && !path.endsWith(`/${manifestName}`);

/** Calls `changed` with the files of a dataset that came, went or were written, a burst at a time. */
export function watchData(
  folder: vscode.Uri,
  manifest: Manifest,
  changed: (files: readonly vscode.Uri[]) => void,
): Disposable {
  const store = new DisposableStore();
  const burst = new Map<string, vscode.Uri>();
  let timer: NodeJS.Timeout | undefined;
  store.addCallback(() => clearTimeout(timer));
  const tell = (): void => {
    const files = [...burst.values()];
    burst.clear();
    changed(files);
  };
  const later = (uri: vscode.Uri): void => {
    if (!isData(uri)) return;
    burst.set(uri.path, uri);
    clearTimeout(timer);
    timer = setTimeout(tell, settleMilliseconds);
  };
  for (const pattern of [...manifest.source.files, ...helpers(manifest)].map(clean)) {
    const relative = new vscode.RelativePattern(folder, pattern);
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(relative));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      store.add(event(later));
  }
  return store;
}

/**
 * Whether one of these files is other than it was read. An event alone says little: those of files that were copied
 * before the dataset was opened come late.
 * @param readAt when reading began, in milliseconds since 1970.
 */
export async function isOutdated(
  files: readonly vscode.Uri[],
  { folder, manifest, facts, readAt }: WhatWasRead,
): Promise<boolean> {
  const known = new Set([...facts.ids, ...helpers(manifest).map(clean)]);
  for (const file of files) {
    const wasRead = facts.kind === 'table' || known.has(file.path.slice(folder.path.length + 1));
    const now = await Promise.resolve(vscode.workspace.fs.stat(file)).catch(() => null);
    const isOther = now === null ? wasRead : now.type !== vscode.FileType.Directory;
    if (isOther && (now === null || !wasRead || now.mtime > readAt)) return true;
  }
  return false;
}

export interface WhatWasRead {
  readonly folder: vscode.Uri;
  readonly manifest: Manifest;
  readonly facts: OpenedDataset;
  readonly readAt: number;
}
