import { labelsToLearnFrom } from '../../engine/session/labelsToLearnFrom.ts';
import type { Dataset } from '../dataset.ts';
import { describeLearned } from '../describeLearned.ts';
import { showInformationMessage } from '../say/messages.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { withTrainerProgress } from './withTrainerProgress.ts';
import { t } from '../localize.ts';

const strategy = 'lal-warm-start';

/** Switches the dataset to it; where it was in use already, the session there is by now ranks anew. */
async function use(dataset: Dataset): Promise<void> {
  const { session } = await dataset.open();
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
    const title = t('Learning a strategy from the labels of {0}', dataset.state.name);
    const { facts, journal, session } = open;
    const { settings } = session.snapshot;
    const { rows: labeledRows, labels } = labelsToLearnFrom(facts, journal.state, settings);
    const learned = await withTrainerProgress(services, { title, doing: 'learning' }, (signal) =>
      open.learnStrategy({ labeledRows, labels, seed: settings.seed }, signal),
    );
    if (learned === undefined) return;
    if (useAtOnce === true) return await use(dataset);
    const yes = t('Use It');
    const answer = await showInformationMessage(describeLearned(learned, t), yes);
    if (answer === yes) await use(dataset);
  },
};
