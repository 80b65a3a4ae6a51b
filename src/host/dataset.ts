import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { journalName } from '../engine/journal/openJournal.ts';
import { CancelledError, HumanError } from '../engine/errors.ts';
import { holdsPictures, type Manifest } from '../protocol/manifest.ts';
import { product } from './contributions.ts';
import type { DatasetState } from './datasetState.ts';
import { figuresOfJournal, figuresOfSession, noFigures } from './describeDataset.ts';
import { sentenceOf } from './failures.ts';
import { DisposableStore } from './lifecycle.ts';
import { editManifest } from './manifestFile.ts';
import {
  openDataset,
  openJournalOf,
  settingsOf,
  type DatasetServices,
  type OpenDataset,
} from './openDataset.ts';
import { readManifest, readManifestText } from './readManifest.ts';
import { requireTrust } from './trust.ts';
import { t } from './localize.ts';

/** Changes on disk come in bursts; one look at the end of a burst is enough. */
const settleMilliseconds = 150;

/**
 * One dataset of the workspace: known by its manifest, opened when first needed, kept in step with what others
 * write to its manifest and its journal.
 */
export class Dataset {
  readonly #store = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #state: DatasetState;
  #open: OpenDataset | null = null;
  #opening: Promise<OpenDataset> | null = null;
  #manifest: Manifest | null = null;
  /** Rises with every closing, so that an opening that comes too late is told. */
  #life = 0;
  /** Somebody needs it open: it is opened again after a change or a mended mistake. */
  #wanted = false;

  constructor(
    /** The manifest. */
    readonly uri: vscode.Uri,
    private readonly services: DatasetServices,
  ) {
    const name = basename(dirname(uri.fsPath));
    const { trainer } = services;
    this.#state = {
      ...noFigures,
      id: uri.fsPath,
      name,
      phase: 'closed',
      trainer: trainer.state,
      trainerNotices: trainer.notices,
      outdated: false,
      problem: null,
    };
    this.#store.addCallback(
      trainer.onState((state) => this.#update({ trainer: state, trainerNotices: trainer.notices })),
    );
    this.#watch(basename(uri.fsPath), () => this.#manifestChanged());
    this.#watch(journalName, () => this.#journalChanged());
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(product, uri)) void this.#reconfigure();
      }),
    );
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => void this.reopen()));
    void this.#describe();
  }

  get state(): DatasetState {
    return this.#state;
  }

  /** Whether models of pictures can learn from it; null as long as its manifest cannot be read. */
  get hasPictures(): boolean | null {
    return this.#manifest && holdsPictures(this.#manifest);
  }

  get folder(): vscode.Uri {
    return vscode.Uri.joinPath(this.uri, '..');
  }

  /** The dataset at work, where it has been opened. */
  get opened(): OpenDataset | null {
    return this.#open;
  }

  /** Opens it in the training process; later calls give the same. @throws HumanError saying what is wrong. */
  async open(): Promise<OpenDataset> {
    this.#wanted = true;
    try {
      requireTrust();
    } catch (error) {
      this.#update({ problem: sentenceOf(error) });
      throw error;
    }
    return await (this.#opening ??= this.#start());
  }

  /** @throws HumanError when its files have changed since: what reads them anew would take its labels for other rows. */
  requireCurrent(): void {
    if (!this.#state.outdated) return;
    throw new HumanError(
      t(
        'The data of {0} has changed on disk since it was read: choose “Read the Data Again” in its panel first.',
        this.#state.name,
      ),
    );
  }

  /** Closes and opens again, for data or classes that changed, or a restarted training process. */
  async reopen(): Promise<void> {
    this.#close();
    await this.#describe();
    // What goes wrong is in the state, where the panel and the tree show it.
    if (this.#wanted) await this.open().catch(() => undefined);
  }

  /** Writes some fields of the manifest, `undefined` removing one, and takes them up at once. */
  async editManifest(changes: Readonly<Record<string, string | undefined>>): Promise<void> {
    const text = await readManifestText(this.uri);
    const edited = editManifest(text, this.uri.fsPath, changes);
    await vscode.workspace.fs.writeFile(this.uri, new TextEncoder().encode(edited));
    await this.#manifestChanged();
  }

  get isLost(): boolean {
    return this.#store.disposed;
  }

  /** It is gone from the workspace: whoever shows the dataset says so, and nobody opens it any more. */
  lose(): void {
    const problem = t(
      '{0} is not in this workspace any more: its folder was moved, renamed, deleted or closed. The labels are with the folder: open it where it is now.',
      vscode.workspace.asRelativePath(this.uri),
    );
    this.#close();
    this.#update({ phase: 'failed', problem });
    this.dispose();
  }

  dispose(): void {
    this.#close();
    this.#store.dispose();
    this.#changed.dispose();
  }

  async #start(): Promise<OpenDataset> {
    this.#update({ phase: 'opening', outdated: false, problem: null });
    const life = this.#life;
    try {
      const open = await openDataset(this.uri, this.services, {
        onSamples: () => this.#changed.fire(),
        onOutdated: () => life === this.#life && this.#update({ outdated: true }),
      });
      if (this.#store.disposed || life !== this.#life) {
        open.dispose();
        throw new CancelledError();
      }
      this.#adopt(open);
      return open;
    } catch (error) {
      if (life === this.#life) {
        this.#life++;
        this.#opening = null;
        this.#update({ phase: 'failed', problem: sentenceOf(error) });
      }
      throw error;
    }
  }

  #adopt(open: OpenDataset): void {
    this.#open = open;
    this.#manifest = open.manifest;
    const { facts, session } = open;
    const show = (): void => {
      const problem = session.snapshot.failed ? session.snapshot.message : null;
      this.#update({
        ...figuresOfSession(session.snapshot, facts.notices),
        name: facts.name,
        phase: 'open',
        problem,
      });
    };
    session.onChange(show);
    show();
  }

  #close(): void {
    this.#life++;
    this.#open?.dispose();
    this.#open = this.#opening = null;
    this.#update({ phase: 'closed', outdated: false });
  }

  /** Reads manifest and journal, which needs no training process. */
  async #describe(): Promise<void> {
    const life = this.#life;
    try {
      const manifest = await readManifest(this.uri);
      const journal = await openJournalOf(this.uri);
      const figures = figuresOfJournal(manifest, journal.state, settingsOf(manifest, this.uri));
      if (this.#open !== null) return;
      this.#manifest = manifest;
      // An opening that runs or has failed meanwhile has its own say in phase and problem.
      const untouched = this.#opening === null && life === this.#life;
      const outcome = untouched ? ({ phase: 'closed', problem: null } as const) : {};
      this.#update({ ...figures, name: manifest.name ?? this.#state.name, ...outcome });
    } catch (error) {
      this.#manifest = null;
      if (this.#opening === null) this.#update({ phase: 'failed', problem: sentenceOf(error) });
    }
  }

  /** Another strategy or model goes into the running session; other data or classes open it anew. */
  async #manifestChanged(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    const before = this.#manifest;
    const manifest = await readManifest(this.uri).catch(() => null);
    if (manifest === null || before === null || this.#open === null) return this.reopen();
    if (JSON.stringify(manifest) === JSON.stringify(before)) return;
    this.#manifest = manifest;
    if (dataOf(before) !== dataOf(manifest)) return this.reopen();
    await this.#reconfigure();
  }

  async #journalChanged(): Promise<void> {
    if (this.#open === null) return this.#describe();
    await this.#open.session
      .refresh()
      .catch((error: unknown) => this.#update({ problem: sentenceOf(error) }));
  }

  async #reconfigure(): Promise<void> {
    if (this.#open === null || this.#manifest === null) return this.#describe();
    try {
      const settings = settingsOf(this.#manifest, this.uri);
      const now = this.#open.session.snapshot.settings;
      if (JSON.stringify(settings) !== JSON.stringify(now)) this.#open.session.reconfigure(settings);
      this.#update({ problem: null });
    } catch (error) {
      this.#update({ problem: sentenceOf(error) });
    }
  }

  #watch(path: string, action: () => Promise<void>): void {
    const watcher = this.#store.add(
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.folder, path)),
    );
    let timer: NodeJS.Timeout | undefined;
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void action(), settleMilliseconds);
    };
    this.#store.addCallback(() => clearTimeout(timer));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      this.#store.add(event(later));
  }

  #update(change: Partial<DatasetState>): void {
    this.#state = { ...this.#state, ...change };
    if (!this.#store.disposed) this.#changed.fire();
  }
}

/** The part of a manifest that decides what the samples and the classes are. */
const dataOf = ({ source, classes }: Manifest): string => JSON.stringify([source, classes]);
