import type { Command } from './command.ts';
import { openPanel } from './openPanel.ts';

export const noteSample: Command = {
  name: 'noteSample',
  run: ({ panels }) => openPanel(panels).note(),
};
