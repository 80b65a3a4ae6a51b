import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';

export const startLabeling: Command = {
  name: 'startLabeling',
  async run({ datasets, panels }, given) {
    const dataset = await chooseDataset(datasets, given, panels.labelPanel === null);
    if (dataset === undefined) return;
    panels.showLabel(dataset);
    await dataset.open();
  },
};
