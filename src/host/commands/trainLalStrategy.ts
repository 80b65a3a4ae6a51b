import * as vscode from 'vscode';
import { labelsToLearnFrom } from '../../engine/session/labelsToLearnFrom.ts';
import type { Dataset } from '../dataset.ts';
import type { LearnedStrategy, OpenDataset } from '../openDataset.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { withTrainerProgress } from './withTrainerProgress.ts';

const strategy = 'lal-warm-start';

/** A share of the test samples as percentage points. */
const points = (share: number): string => `${share < 0 ? '−' : ''}${Math.abs(100 * share).toFixed(2)}`;

const difference = ({ difference: mean, stderr }: LearnedStrategy['versusRandom']): string =>
  `${mean < 0 ? '−' : '+'}${Math.abs(100 * mean).toFixed(2)} ± ${(100 * stderr).toFixed(2)}`;

/** What is to be expected, as measured on tasks that were held out; losing included. */
const sentenceAbout = ({
  labels,
  seconds,
  reductions,
  versusRandom,
  versusUncertainty,
}: LearnedStrategy): string =>
  vscode.l10n.t(
    'Learned from {0} labels in {1} s. On trials held out, the label it asks for lowers the error by {2} percentage points: {3} against random choice, {4} against uncertainty.',
    labels,
    seconds.toFixed(0),
    points(reductions.lal),
    difference(versusRandom),
    difference(versusUncertainty),
  );

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
    const { facts, journal, session } = open;
    const { settings } = session.snapshot;
    const { rows: labeledRows, labels } = labelsToLearnFrom(facts, journal.state, settings);
    const learned = await withTrainerProgress(services, { title, doing: 'learning' }, (signal) =>
      open.learnStrategy({ labeledRows, labels, seed: settings.seed }, signal),
    );
    if (learned === undefined) return;
    if (useAtOnce === true) return await use(dataset, open);
    const yes = vscode.l10n.t('Use It');
    const answer = await vscode.window.showInformationMessage(sentenceAbout(learned), yes);
    if (answer === yes) await use(dataset, open);
  },
};
