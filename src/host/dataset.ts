import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { journalName } from '../engine/journal/openJournal.ts';
import { CancelledError, HumanError } from '../engine/errors.ts';
import { checkMetric, findMetric } from '../engine/metrics/index.ts';
import { holdsPictures, type Manifest } from '../protocol/manifest.ts';
import { product } from './contributions.ts';
import type { DatasetState } from './datasetState.ts';
import { figuresOfJournal, figuresOfSession, noFigures } from './describeDataset.ts';
import { sentenceOf } from './failures.ts';
import { afterBurst, watchFile } from './fileWatch.ts';
import { DisposableStore } from './lifecycle.ts';
import { editManifest } from './manifestFile.ts';
import {
  annotatorOf,
  openDataset,
  openJournalOf,
  settingsOf,
  type DatasetServices,
  type OpenDataset,
} from './openDataset.ts';
import { readManifest, readManifestText } from './readManifest.ts';
import { requireTrust } from './trust.ts';
import { writeText } from './writeText.ts';
import { t } from './localize.ts';

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
  /** Rises with every look at manifest and journal: an earlier one that ends later has nothing to say. */
  #looks = 0;
  /** Somebody needs it open: it is opened again after a change or a mended mistake. */
  #wanted = false;
  /** What is wrong on disk while the session goes on as it was, as sentences. */
  #mistakes: { settings: string | null; journal: string | null } = { settings: null, journal: null };
  #editing: Promise<unknown> = Promise.resolve();

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
    watchFile(this.#store, this.folder, basename(uri.fsPath), () => this.#manifestChanged());
    watchFile(this.#store, this.folder, journalName, () => this.#journalChanged());
    const annotatorChanged = afterBurst(this.#store, () => this.#annotatorChanged());
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${product}.annotator`)) annotatorChanged();
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
    if (this.isLost) throw new HumanError(this.#state.problem ?? '');
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
    if (this.isLost) return;
    this.#close();
    await this.#describe();
    // What goes wrong is in the state, where the panel and the tree show it.
    if (this.#wanted) await this.open().catch(() => undefined);
  }

  /**
   * Writes some fields of the manifest, `undefined` removing one, and takes them up at once. One edit at a time: of two
   * that read the same text the later would take back the earlier.
   */
  editManifest(changes: Readonly<Record<string, string | undefined>>): Promise<void> {
    const edit = this.#editing.then(async () => {
      const text = await readManifestText(this.uri);
      await writeText(this.folder, this.uri, editManifest(text, this.uri.fsPath, changes));
      await this.#manifestChanged();
    });
    this.#editing = edit.catch(() => undefined);
    return edit;
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
    this.#looks++;
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
    this.#mistakes = { settings: null, journal: null };
    open.session.onChange(() => this.#present(open));
    this.#present(open);
  }

  #present({ facts, session }: OpenDataset): void {
    const { failed, message } = session.snapshot;
    const problem = failed ? message : (this.#mistakes.settings ?? this.#mistakes.journal);
    this.#update({
      ...figuresOfSession(session.snapshot, facts.notices),
      name: facts.name,
      phase: 'open',
      problem,
    });
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
    const look = ++this.#looks;
    const isOver = (): boolean => this.#open !== null || look !== this.#looks;
    try {
      const manifest = await readManifest(this.uri);
      const journal = await openJournalOf(this.uri);
      const figures = figuresOfJournal(manifest, journal.state, settingsOf(manifest, this.uri));
      if (isOver()) return;
      this.#manifest = manifest;
      // An opening that runs or has failed meanwhile has its own say in phase and problem.
      const untouched = this.#opening === null && life === this.#life;
      const outcome = untouched ? ({ phase: 'closed', problem: null } as const) : {};
      this.#update({ ...figures, name: manifest.name ?? this.#state.name, ...outcome });
    } catch (error) {
      if (isOver()) return;
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
    const open = this.#open;
    if (open === null) return this.#describe();
    const mistake = await open.session.refresh().then(() => null, sentenceOf);
    if (open !== this.#open) return;
    this.#mistakes.journal = mistake;
    this.#present(open);
  }

  async #reconfigure(): Promise<void> {
    const open = this.#open;
    if (open === null || this.#manifest === null) return this.#describe();
    const { session, facts } = open;
    try {
      const settings = settingsOf(this.#manifest, this.uri);
      checkMetric(findMetric(settings.metric), facts.classes.length);
      this.#mistakes.settings = null;
      const now = session.snapshot.settings;
      if (JSON.stringify(settings) !== JSON.stringify(now)) session.reconfigure(settings);
    } catch (error) {
      this.#mistakes.settings = sentenceOf(error);
    }
    this.#present(open);
  }

  /** Entries go by the name their journal was opened with. */
  async #annotatorChanged(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    const open = this.#open;
    if (open === null) return;
    const by = await annotatorOf(this.uri);
    if (open === this.#open && by !== open.journal.by) await this.reopen();
  }

  #update(change: Partial<DatasetState>): void {
    this.#state = { ...this.#state, ...change };
    if (!this.#store.disposed) this.#changed.fire();
  }
}

/** The part of a manifest that decides what the samples and the classes are. */
const dataOf = ({ source, classes }: Manifest): string => JSON.stringify([source, classes]);
