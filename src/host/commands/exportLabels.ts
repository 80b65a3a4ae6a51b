import { currentLabels, exportedLabel } from '../../engine/exchange/currentLabels.ts';
import { describeLeftOut } from '../../engine/exchange/describeExport.ts';
import { exportedFields } from '../../engine/exchange/types.ts';
import { chooseDataset } from './chooseDataset.ts';
import { t } from '../localize.ts';
import type { Command } from './command.ts';
import { formatOf, targetOf, writeAndTell, type WantedFile } from './exchangeFile.ts';

/** Takes `{ format, target }` as its second argument, and asks for what is not given. */
export const exportLabels: Command = {
  name: 'exportLabels',
  async run({ datasets }, given, options) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    const wanted = (options ?? {}) as WantedFile;
    const format = await formatOf(wanted, t('Format of the labels'));
    if (format === undefined) return;
    await dataset.open();
    const target = await targetOf(wanted, dataset, format, 'labels');
    if (target === undefined) return;
    // While the person chose, it may have been opened again.
    const { facts, journal } = await dataset.open();
    const labels = currentLabels(facts, journal.state);
    const leftOut = describeLeftOut(labels, journal.state, t);
    await writeAndTell(dataset, target, format.write(exportedFields, labels.map(exportedLabel)), (file) => {
      const written =
        labels.length === 1
          ? t('1 label was written to {0}.', file)
          : t('{0} labels were written to {1}.', labels.length, file);
      return [written, ...leftOut].join(' ');
    });
  },
};
