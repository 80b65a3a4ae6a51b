import * as vscode from 'vscode';
import { CancelledError } from '../../engine/errors.ts';
import { labelsToLearnFrom } from '../../engine/session/labelsToLearnFrom.ts';
import type { Dataset } from '../dataset.ts';
import { describeLearned, type LearnedStrategy } from '../describeLearned.ts';
import type { OpenDataset } from '../openDataset.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command, Services } from './command.ts';

const strategy = 'lal-warm-start';

/** Learns it in the trainer, with its progress and a way to stop; undefined when the person stops it. */
function learn(
  { trainer }: Services,
  open: OpenDataset,
  title: string,
): Thenable<LearnedStrategy | undefined> {
  const { facts, journal, session } = open;
  const { settings } = session.snapshot;
  const { rows: labeledRows, labels } = labelsToLearnFrom(facts, journal.state, settings);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    let done = 0;
    const stopListening = trainer.onState((state) => {
      if (state.kind !== 'busy' || state.activity.doing !== 'learning') return;
      const percent = Math.round(100 * (state.activity.fraction ?? 0));
      progress.report({ increment: percent - done, message: `${percent} %` });
      done = percent;
    });
    try {
      return await open.learnStrategy({ labeledRows, labels, seed: settings.seed }, cancel.signal);
    } catch (error) {
      if (cancel.signal.aborted || error instanceof CancelledError) return undefined;
      throw error;
    } finally {
      stopListening();
    }
  });
}

/** Switches the dataset to it; where it was in use already, the session ranks anew. */
async function use(dataset: Dataset, { session }: OpenDataset): Promise<void> {
  if (dataset.state.strategy === strategy) session.reconfigure(session.snapshot.settings);
  else await dataset.editManifest({ strategy, strategyOptions: undefined });
}

/** Learns a strategy from the labels so far. With `true` as its second argument it is used without a question. */
export const trainLalStrategy: Command = {
  name: 'trainLalStrategy',
  async run(services, given, useAtOnce) {
    const dataset = await chooseDataset(services.datasets, given, true);
    if (dataset === undefined) return;
    const open = await dataset.open();
    const title = vscode.l10n.t('Learning a strategy from the labels of {0}', dataset.state.name);
    const learned = await learn(services, open, title);
    if (learned === undefined) return;
    if (useAtOnce === true) return await use(dataset, open);
    const yes = vscode.l10n.t('Use It');
    const answer = await vscode.window.showInformationMessage(describeLearned(learned, vscode.l10n.t), yes);
    if (answer === yes) await use(dataset, open);
  },
};
