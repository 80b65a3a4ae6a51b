import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { journalName, openJournal } from '../engine/journal/openJournal.ts';
import type { Journal } from '../engine/journal/types.ts';
import { createSession } from '../engine/session/createSession.ts';
import type { LabelingSession, Scheduler } from '../engine/session/types.ts';
import type { RowPredictions } from '../engine/learner/predictRows.ts';
import { resolveSettings, type Settings } from '../engine/settings.ts';
import type { CancelSignal } from '../engine/types.ts';
import type { Sample } from '../engine/sample.ts';
import { featureKindOf } from '../protocol/featureKind.ts';
import type { Manifest } from '../protocol/manifest.ts';
import type { SentParams } from '../protocol/contract.ts';
import type { OpenedDataset, TrainerContract } from '../protocol/trainer.ts';
import { annotatorIn } from './annotator.ts';
import { readSetting, settingsLayer } from './configuration.ts';
import { CurveFile } from './curveFile.ts';
import { DataAsRead, lookBeforeReading, NamedFiles } from './dataOnDisk.ts';
import { watchData } from './dataWatch.ts';
import type { LearnedStrategy } from './describeLearned.ts';
import { filesIn } from './filesIn.ts';
import { DisposableStore, type Disposable } from './lifecycle.ts';
import { StrategyStateFile } from './strategyStateFile.ts';
import { readManifest } from './readManifest.ts';
import { RemoteLearner } from './remoteLearner.ts';
import { SampleStore } from './sampleStore.ts';
import type { Log } from './say/log.ts';
import type { TrainerProcess } from './trainerProcess.ts';

export interface DatasetServices {
  readonly trainer: TrainerProcess;
  readonly log: Log;
}

type StrategyLabels = Omit<SentParams<TrainerContract, 'trainStrategy'>, 'dataset'>;

/** A dataset at work: its facts, its journal, its labeling loop and the contents of its samples. */
export interface OpenDataset {
  readonly manifest: Manifest;
  readonly facts: OpenedDataset;
  readonly journal: Journal;
  readonly session: LabelingSession;
  readonly samples: SampleStore;
  /** Contents of rows that are not about to be asked, in the order given. */
  readSamples(rows: readonly number[]): Promise<readonly Sample[]>;
  /** Learns a strategy from labels in the training process. @throws HumanError for too few of them. */
  learnStrategy(labels: StrategyLabels, signal: AbortSignal): Promise<LearnedStrategy>;
  /** Trains the model on all labels so far and writes it as an ONNX file; gives its size in bytes. */
  exportModel(path: string, signal: CancelSignal): Promise<number>;
  /** What the model, trained on all labels so far, says of every row. */
  predict(signal: CancelSignal): Promise<RowPredictions>;
  dispose(): void;
}

const scheduler: Scheduler = {
  now: () => performance.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Settings of a dataset: its manifest over the editor's settings. @throws UsageError naming what is wrong. */
export const settingsOf = (manifest: Manifest, uri: vscode.Uri): Settings =>
  resolveSettings({
    manifest,
    configuration: settingsLayer(uri),
    featureKind: featureKindOf(manifest),
  });

/** Who writes entries of a dataset now. */
export const annotatorOf = (uri: vscode.Uri): Promise<string> =>
  annotatorIn(dirname(uri.fsPath), readSetting('annotator'), vscode.workspace.isTrusted);

/** Opens the journal of a dataset's folder as the person at the keyboard. */
export async function openJournalOf(uri: vscode.Uri): Promise<Journal> {
  const folder = dirname(uri.fsPath);
  const by = await annotatorOf(uri);
  return await openJournal(filesIn(folder), join(folder, journalName), {
    by,
    now: Date.now,
    uuid: randomUUID,
  });
}

/** `trainer.threads`, 0 standing for all cores but one, which keeps the editor alive. */
const wantedThreads = (uri: vscode.Uri): number => readSetting('trainer.threads', uri);

/** What a dataset at work tells of. */
export interface DatasetListeners {
  /** Contents of samples have arrived. */
  onSamples(): void;
  /** What it was read from is not what is on the disk now. */
  onOutdated(): void;
}

/**
 * Opens a dataset in the training process and starts its labeling loop.
 * @throws HumanError about the manifest, the data or the journal.
 */
export async function openDataset(
  uri: vscode.Uri,
  { trainer, log }: DatasetServices,
  { onSamples, onOutdated }: DatasetListeners,
): Promise<OpenDataset> {
  const manifest = await readManifest(uri);
  const settings = settingsOf(manifest, uri);
  const journal = await openJournalOf(uri);
  const files = filesIn(dirname(uri.fsPath));
  const parts = new DisposableStore();
  try {
    const opening = { manifest: uri.fsPath, threads: wantedThreads(uri), manyClasses: false };
    const learner = parts.add(new RemoteLearner(trainer, opening, onOutdated));
    const curveFile = new CurveFile(files);
    const reading = learner.open();
    parts.add(followData(uri, manifest, reading, onOutdated));
    const [facts, curve] = await Promise.all([reading, curveFile.read()]);
    const stateFile = new StrategyStateFile(files, facts.ids);
    const strategyState = await stateFile.read(settings.strategy);
    const session = parts.add(
      createSession({ facts, journal, learner, settings, scheduler, curve, strategyState }),
    );
    parts.addCallback(
      session.onChange((snapshot) => {
        curveFile.keep(snapshot.curve);
        stateFile.keep(snapshot.settings.strategy, snapshot.strategyState);
      }),
    );
    const samples = new SampleStore(
      (rows) => learner.samples(rows),
      onSamples,
      (error) => log.warn(String(error)),
    );
    return {
      manifest,
      facts,
      journal,
      session,
      samples,
      readSamples: (rows) => learner.samples(rows),
      learnStrategy: (labels, signal) => learner.trainStrategy(labels, signal),
      exportModel: (path, signal) => learner.exportModel(session.trainingRequest(), path, signal),
      predict: (signal) => learner.predict(session.trainingRequest(), signal),
      dispose: () => parts.dispose(),
    };
  } catch (error) {
    // The data may have been read by then: it is not to stay in the training process.
    parts.dispose();
    throw error;
  }
}

/** Watches the data from before it is read, so that no change goes unnoticed. */
function followData(
  uri: vscode.Uri,
  manifest: Manifest,
  reading: Promise<OpenedDataset>,
  onOutdated: () => void,
): Disposable {
  const folder = vscode.Uri.joinPath(uri, '..');
  const named = new NamedFiles(manifest);
  const read = Promise.all([reading, lookBeforeReading(folder, named)]).then(
    ([facts, before]) => new DataAsRead(folder, named, facts, before),
  );
  // Of data that could not be read somebody is told already.
  read.catch(() => undefined);
  return watchData(folder, named, (paths) => {
    const looking = read.then((data) => data.isOutdated(paths));
    looking.then((outdated) => outdated && onOutdated()).catch(() => undefined);
  });
}
