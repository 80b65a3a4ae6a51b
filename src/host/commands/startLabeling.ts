import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';

/**
 * Opens the panel, or shows it again. Whoever looks at it already and calls for it means another dataset, where there
 * are several.
 */
export const startLabeling: Command = {
  name: 'startLabeling',
  async run({ datasets, panels }, given) {
    const dataset = await chooseDataset(datasets, given, panels.labelPanel?.panel.active ?? true);
    if (dataset === undefined) return;
    panels.showLabel(dataset);
    await dataset.open();
  },
};
