import type { Command } from './command.ts';

/** Ends the training process; what is open is opened again in a new one. */
export const restartTrainer: Command = {
  name: 'restartTrainer',
  async run({ trainer, datasets }) {
    await trainer.restart();
    await Promise.all(datasets.all.map((dataset) => dataset.reopen()));
  },
};
