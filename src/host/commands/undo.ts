import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';

export const undo: Command = {
  name: 'undo',
  async run({ datasets, panels }) {
    if (panels.labelPanel !== null) return await panels.labelPanel.reverse('undo');
    const dataset = await chooseDataset(datasets, undefined);
    const { session } = (await dataset?.open()) ?? {};
    await session?.undo();
  },
};
