import * as v from 'valibot';
import * as vscode from 'vscode';
import { HumanError } from '../../engine/errors.ts';
import type { AnswerDetails, SessionQuestion } from '../../engine/session/types.ts';
import { fromPanelSchema, type FromPanel, type OfferedAction, type ToPanel } from '../../protocol/panel.ts';
import { panelStrings } from '../../protocol/strings.ts';
import { readSetting } from '../configuration.ts';
import { setContext } from '../contextKeys.ts';
import { commandId } from '../contributions.ts';
import type { Dataset } from '../dataset.ts';
import { sentenceOf } from '../failures.ts';
import { DisposableStore } from '../lifecycle.ts';
import type { OpenDataset } from '../openDataset.ts';
import type { Log } from '../say/log.ts';
import { setTitle } from '../say/webviewPanel.ts';
import { CallLedger } from './callLedger.ts';
import { editNote } from './editNote.ts';
import { HeldSample } from './heldSample.ts';
import { pageHtml, pageRoots, tabIcon } from './page.ts';
import { buildPanelState, wantedRows } from './panelState.ts';
import { PictureAddresses } from './pictureAddresses.ts';
import { revealSample } from './revealSample.ts';
import { t } from '../localize.ts';

type Answer = Exclude<FromPanel, { type: 'ready' | 'reveal' | 'note' | 'action' }>;

/** One labeling page for one dataset: carries answers to the session and states to the page. */
export class LabelPanel {
  readonly #store = new DisposableStore();
  readonly #calls = new CallLedger();
  readonly #pictures = new PictureAddresses((path) =>
    this.panel.webview.asWebviewUri(vscode.Uri.file(path)).toString(),
  );
  #revision = 0;
  #ready = false;
  readonly #held = new HeldSample();
  #failure = '';

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly dataset: Dataset,
    extension: vscode.Uri,
    private readonly log: Log,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension, dataset.folder) };
    panel.iconPath = tabIcon(extension);
    this.#store.add(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#store.add(dataset.onDidChange(() => this.#show()));
    this.#store.add(panel.onDidChangeViewState(() => this.#show()));
    this.#store.add(vscode.workspace.onDidChangeConfiguration(() => this.#show()));
    this.#store.add(panel.onDidDispose(() => this.dispose()));
    webview.html = pageHtml(webview, extension, 'label', dataset.uri);
    // Why it cannot be opened is in its state.
    dataset.open().catch(() => this.#show());
  }

  /** Answers the sample on screen, as a command instead of a key. Resolves when the label is on disk. */
  async label(className: string): Promise<void> {
    const open = await this.dataset.open();
    const asked = await this.#whenAsked(open);
    try {
      await this.#label(asked, className, open);
    } catch (error) {
      this.#held.release();
      throw error;
    } finally {
      this.#show();
    }
  }

  /** Leaves the sample on screen for later, or goes on from one that has its label. */
  async skip(): Promise<void> {
    const open = await this.dataset.open();
    const asked = await this.#whenAsked(open);
    if (this.#held.in(open) === null) await open.session.skip(asked.id);
    this.#held.release();
    this.#show();
  }

  /** Flags the sample on screen, or takes its flag back. */
  async flag(): Promise<void> {
    const open = await this.dataset.open();
    const { id, flagged } = await this.#whenAsked(open);
    await open.session.flag(id, !flagged);
  }

  /** Asks for the note on the sample on screen. */
  async note(): Promise<void> {
    const open = await this.dataset.open();
    const { id } = await this.#whenAsked(open);
    await editNote(open, id);
  }

  /** Takes the last entry back, or brings it again, and shows the sample it is about. */
  async reverse(direction: 'undo' | 'redo'): Promise<void> {
    const { session } = await this.dataset.open();
    this.#failure = '';
    this.#held.release();
    await session[direction]();
    this.#show();
  }

  /** Shows a sample, labeled or not; the next answer is for it. */
  async goTo(id: string): Promise<void> {
    const { session } = await this.dataset.open();
    if (this.#store.disposed) return;
    this.panel.reveal();
    this.#failure = '';
    this.#held.release();
    session.goTo(id);
    this.#show();
  }

  dispose(): void {
    if (this.#store.disposed) return;
    this.#store.dispose();
    setContext('labeling', false);
  }

  #receive(message: unknown): void {
    const parsed = v.safeParse(fromPanelSchema, message);
    if (!parsed.success)
      return this.log.warn(`The panel sent something else than a call: ${parsed.issues[0].message}`);
    const call = parsed.output;
    if (call.type === 'ready') return this.#greet();
    if (call.type === 'action') return this.#offer[call.action]();
    const open = this.dataset.opened;
    if (call.type === 'reveal') return void (open && revealSample(this.dataset, open, call.id));
    // What goes wrong is in the session's message.
    if (call.type === 'note') return void (open && editNote(open, call.id).catch(() => undefined));
    void this.#take(call, open);
    this.#show();
  }

  readonly #offer: Readonly<Record<OfferedAction, () => void>> = {
    openManifest: () => void vscode.commands.executeCommand('vscode.open', this.dataset.uri),
    readAgain: () => void this.dataset.reopen(),
    restartTrainer: () => void vscode.commands.executeCommand(commandId('restartTrainer')),
    showTrainerLog: () => void vscode.commands.executeCommand(commandId('showTrainerLog')),
    exportLabels: () => void vscode.commands.executeCommand(commandId('exportLabels'), this.dataset.state),
    showLearningCurve: () =>
      void vscode.commands.executeCommand(commandId('showLearningCurve'), this.dataset.state),
  };

  /** A page that has just been loaded knows nothing. */
  #greet(): void {
    this.#ready = true;
    this.#calls.restart();
    const strings = Object.fromEntries(panelStrings.map((sentence) => [sentence, t(sentence)]));
    this.#post({ type: 'strings', strings });
    this.#show();
  }

  async #take(call: Answer, open: OpenDataset | null): Promise<void> {
    const failed = (error: unknown): void => {
      const sentence = sentenceOf(error);
      // What the session says it takes back itself, as when an answer reaches the disk late.
      this.#failure = open?.session.snapshot.message === sentence ? '' : sentence;
      this.#held.release();
    };
    this.#failure = '';
    const work = (): Promise<void> => this.#perform(call, open);
    const isReversal = call.type === 'undo' || call.type === 'redo';
    await this.#calls[isReversal ? 'reverse' : 'answer'](call.call, work, failed);
    this.#show();
  }

  async #perform(call: Answer, open: OpenDataset | null): Promise<void> {
    if (open === null)
      throw new HumanError(
        t('The dataset was being read again, so that the answer does not count: answer again.'),
      );
    const { session } = open;
    if (call.type === 'undo' || call.type === 'redo') {
      this.#held.release();
      return session[call.type]();
    }
    if (call.type === 'flag') return session.flag(call.id, call.on);
    const asked = this.#asked(open);
    const next = call.type === 'advance' || call.painted === null ? {} : { next: call.painted };
    // The answer counts for the sample the person saw, should another be asked by now.
    if (call.type === 'label') {
      const details = { ms: call.milliseconds, ...next };
      return asked?.id === call.id
        ? this.#label(asked, call.label, open, details)
        : session.label(call.id, call.label, details);
    }
    const isAsked = asked?.id === call.id;
    // One that keeps the screen after its label is let go of; one that a person came back to is left as by a skip.
    const isRevisited = isAsked && this.#held.in(open) === null && asked.label !== null;
    if (isAsked) this.#held.release();
    if (call.type === 'skip' || isRevisited) await session.skip(call.id, next);
  }

  #asked(open: OpenDataset): SessionQuestion | null {
    return this.#held.in(open) ?? open.session.snapshot.question;
  }

  /** The sample on screen; the first one may still be on its way. @throws HumanError when there is none. */
  async #whenAsked(open: OpenDataset): Promise<SessionQuestion> {
    this.#failure = '';
    if (this.#asked(open) === null) await open.session.idle();
    const asked = this.#asked(open);
    if (this.#store.disposed) throw new HumanError(t('The panel was closed: nothing was answered.'));
    if (asked !== null) return asked;
    throw new HumanError(open.session.snapshot.message || t('There is no sample to answer.'));
  }

  /** Labels the sample on screen; where the panel is not to move on, the sample stays there with its label. */
  #label(asked: SessionQuestion, label: string, open: OpenDataset, details?: AnswerDetails): Promise<void> {
    const hold = !readSetting('autoAdvance', this.dataset.uri);
    const done = open.session.label(asked.id, label, details);
    if (hold) this.#held.hold(asked, label, open);
    else this.#held.release();
    return done;
  }

  #show(): void {
    // It may have been closed while an answer was on its way to the disk.
    if (this.#store.disposed) return;
    const open = this.dataset.opened;
    setTitle(this.panel, this.dataset.state.name);
    this.#setContexts(open);
    if (!this.#ready || !this.panel.visible) return;
    if (open === null) return this.#post(this.#emptyState());
    const { session, samples, facts, journal, manifest } = open;
    const held = this.#held.in(open);
    samples.want([...(held === null ? [] : [held.row]), ...wantedRows(session.snapshot)]);
    const state = buildPanelState(
      {
        dataset: facts.name,
        manifest,
        successor: (name) => journal.state.successor(name),
        snapshot: session.snapshot,
        held,
        revision: ++this.#revision,
        taken: this.#calls.taken,
        answered: this.#calls.answered,
        suggestions: readSetting('suggestions', this.dataset.uri),
        autoAdvance: readSetting('autoAdvance', this.dataset.uri),
        outdated: this.dataset.state.outdated,
        trainerFailed: this.dataset.state.trainer.kind === 'failed',
        sampleOf: (row) => samples.get(row),
        addressOf: (path) => this.#pictures.of(path, open),
      },
      t,
    );
    this.#post(this.#failure === '' ? state : { ...state, message: this.#failure, failed: true });
  }

  #setContexts(open: OpenDataset | null): void {
    setContext('labeling', this.panel.visible && open !== null && this.#asked(open) !== null);
  }

  /** Nothing is open yet: what is being done, or why it cannot be. */
  #emptyState(): ToPanel {
    const { name, problem, labeled, skipped, rows } = this.dataset.state;
    const message = this.#failure || problem || t('Opening the dataset…');
    return {
      type: 'state',
      revision: ++this.#revision,
      taken: this.#calls.taken,
      answered: this.#calls.answered,
      dataset: name,
      classes: [],
      question: null,
      next: {},
      soon: [],
      progress: { labeled, skipped, total: rows ?? 0 },
      score: '',
      strategy: '',
      model: '',
      training: false,
      canUndo: false,
      canRedo: false,
      suggestions: true,
      autoAdvance: true,
      message,
      failed: this.#failure !== '' || problem !== null,
      actions: this.#wayOut(),
    };
  }

  /** Most of what keeps a dataset from opening is said, and mended, in its manifest. */
  #wayOut(): OfferedAction[] {
    const { problem, trainer } = this.dataset.state;
    if (problem === null || this.dataset.isLost || !vscode.workspace.isTrusted) return [];
    return trainer.kind === 'failed' ? ['restartTrainer', 'showTrainerLog'] : ['openManifest'];
  }

  #post(message: ToPanel): void {
    if (!this.#store.disposed) void this.panel.webview.postMessage(message);
  }
}
