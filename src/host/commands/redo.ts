import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';

export const redo: Command = {
  name: 'redo',
  async run({ datasets, panels }) {
    if (panels.labelPanel !== null) return await panels.labelPanel.reverse('redo');
    const dataset = await chooseDataset(datasets, undefined);
    const { session } = (await dataset?.open()) ?? {};
    await session?.redo();
  },
};
