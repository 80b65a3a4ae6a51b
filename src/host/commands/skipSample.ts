import type { Command } from './command.ts';
import { openPanel } from './openPanel.ts';

export const skipSample: Command = {
  name: 'skipSample',
  run: ({ panels }) => openPanel(panels).skip(),
};
