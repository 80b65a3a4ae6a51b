import * as vscode from 'vscode';
import { manifestName } from '../protocol/manifest.ts';
import { setContext } from './contextKeys.ts';
import { Dataset } from './dataset.ts';
import { DisposableStore } from './lifecycle.ts';
import { exists } from './exists.ts';
import type { DatasetServices } from './openDataset.ts';

const ignored = '**/{node_modules,.git,.label-scout}/**';

/** Folders appear many at a time, as when a branch is checked out. */
const settleMilliseconds = 300;

/** Of more new files it is cheaper to search the workspace once than to look at each. */
const mostLookedAt = 32;

const isFolder = (uri: vscode.Uri): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );

/** Every dataset of the workspace: folders with a `label-scout.json`, found by the editor's own search. */
export class Datasets {
  readonly #store = new DisposableStore();
  readonly #datasets = new Map<string, Dataset>();
  /** New files and folders of the present burst. */
  readonly #created: vscode.Uri[] = [];
  readonly #changed = new vscode.EventEmitter<Dataset | undefined>();
  /** Fires for one dataset, or with nothing when datasets came or went. */
  readonly onDidChange = this.#changed.event;
  /** Resolves when the workspace has been searched. */
  readonly searched: Promise<void>;
  #active: Dataset | null = null;
  #burst: NodeJS.Timeout | undefined;

  constructor(private readonly services: DatasetServices) {
    const watcher = this.#store.add(
      vscode.workspace.createFileSystemWatcher(`**/${manifestName}`, false, true, true),
    );
    this.#store.add(watcher.onDidCreate((uri) => void this.#found(uri)));
    // Of a folder that is moved or deleted only the folder itself is told of.
    const everything = this.#store.add(vscode.workspace.createFileSystemWatcher('**', false, true));
    this.#store.add(everything.onDidDelete((uri) => void this.#deleted(uri)));
    this.#store.add(everything.onDidCreate((uri) => this.#noticeCreated(uri)));
    this.#store.addCallback(() => clearTimeout(this.#burst));
    this.#store.add(
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const dataset of this.all)
          if (removed.some(({ uri }) => dataset.uri.path.startsWith(`${uri.path}/`))) this.#lost(dataset);
        void this.#search();
      }),
    );
    this.searched = this.#search();
  }

  get all(): readonly Dataset[] {
    return [...this.#datasets.values()].sort((a, b) => (a.state.id < b.state.id ? -1 : 1));
  }

  /** The dataset commands act on: the one last labeled, else the only one, else the first. */
  get active(): Dataset | null {
    return this.#active ?? this.all[0] ?? null;
  }

  /** Does nothing for a dataset that is gone, as where somebody chose it and it was moved meanwhile. */
  activate(dataset: Dataset): void {
    if (this.#active === dataset || dataset.isLost) return;
    this.#active = dataset;
    this.#changed.fire(undefined);
  }

  /** The dataset of a manifest; one that lies outside of the workspace is added. */
  at(uri: vscode.Uri): Dataset {
    return this.#datasets.get(uri.toString()) ?? this.#add(uri);
  }

  dispose(): void {
    this.#store.dispose();
    for (const dataset of this.#datasets.values()) dataset.dispose();
    this.#datasets.clear();
    this.#changed.dispose();
  }

  async #search(): Promise<void> {
    const found = await vscode.workspace.findFiles(`**/${manifestName}`, ignored);
    for (const uri of found) this.#add(uri);
    setContext('searched', true);
    this.#announce();
  }

  #found(uri: vscode.Uri): void {
    if (!uri.path.includes('/node_modules/')) this.#add(uri);
  }

  #add(uri: vscode.Uri): Dataset {
    const known = this.#datasets.get(uri.toString());
    if (known !== undefined) return known;
    const dataset = new Dataset(uri, this.services);
    this.#datasets.set(uri.toString(), dataset);
    dataset.onDidChange(() => this.#changed.fire(dataset));
    this.#announce();
    return dataset;
  }

  /** A folder that was moved here may hold datasets: the workspace is searched at the end of such a burst. */
  #noticeCreated(uri: vscode.Uri): void {
    if (/\/(?:node_modules|\.git)\//u.test(uri.path)) return;
    this.#created.push(uri);
    clearTimeout(this.#burst);
    this.#burst = setTimeout(() => void this.#searchCreated(this.#created.splice(0)), settleMilliseconds);
  }

  async #searchCreated(created: readonly vscode.Uri[]): Promise<void> {
    const mayHold =
      created.length > mostLookedAt || (await Promise.all(created.map(isFolder))).includes(true);
    if (mayHold && !this.#store.disposed) await this.#search();
  }

  /** A file or a folder is gone; some programs replace a file by deleting and making it. */
  async #deleted({ path }: vscode.Uri): Promise<void> {
    for (const dataset of this.all) {
      const concerned = dataset.uri.path === path || dataset.uri.path.startsWith(`${path}/`);
      if (concerned && !(await exists(dataset.uri))) this.#lost(dataset);
    }
  }

  #lost(dataset: Dataset): void {
    if (!this.#datasets.delete(dataset.uri.toString())) return;
    if (this.#active === dataset) this.#active = null;
    dataset.lose();
    this.#announce();
  }

  #announce(): void {
    setContext('hasDataset', this.#datasets.size > 0);
    this.#changed.fire(undefined);
  }
}
