import type { Command } from './command.ts';
import { openPanel } from './openPanel.ts';

export const flagSample: Command = {
  name: 'flagSample',
  run: ({ panels }) => openPanel(panels).flag(),
};
