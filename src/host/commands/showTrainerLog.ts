import type { Command } from './command.ts';

export const showTrainerLog: Command = {
  name: 'showTrainerLog',
  run: ({ log }) => log.show(true),
};
