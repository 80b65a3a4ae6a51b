import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';

export const showLearningCurve: Command = {
  name: 'showLearningCurve',
  async run({ datasets, panels }, given) {
    const dataset = await chooseDataset(datasets, given);
    if (dataset !== undefined) panels.showCurve(dataset);
  },
};
