import { predictedFields, predictedSamples } from '../../engine/exchange/predictions.ts';
import { t } from '../localize.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { formatOf, targetOf, writeAndTell, type WantedFile } from './exchangeFile.ts';
import { whileTraining } from './whileTraining.ts';

/** Writes what the model says of every sample. Takes `{ format, target }` as its second argument, and asks for what is not given. */
export const exportPredictions: Command = {
  name: 'exportPredictions',
  async run({ datasets }, given, options) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    const wanted = (options ?? {}) as WantedFile;
    const format = await formatOf(wanted, t('Format of the predictions'));
    if (format === undefined) return;
    await dataset.open();
    const target = await targetOf(wanted, dataset, format, 'predictions');
    if (target === undefined) return;
    // While the person chose, it may have been opened again.
    const { facts, journal, predict } = await dataset.open();
    const predictions = await whileTraining(dataset, predict);
    if (predictions === undefined) return;
    const samples = predictedSamples(facts, journal.state, predictions);
    await writeAndTell(dataset, target, format.write(predictedFields, samples), (file) =>
      samples.length === 1
        ? t('1 prediction was written to {0}.', file)
        : t('{0} predictions were written to {1}.', samples.length, file),
    );
  },
};
