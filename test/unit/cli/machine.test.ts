import { expect, it } from 'vitest';
import { openWorkshop } from '../../../src/cli/machine.ts';

it('tells whoever listens what a round says', () => {
  const heard: string[] = [];
  const { machine, close } = openWorkshop(1, (sentence) => heard.push(sentence));
  machine.say('Training diverged in epoch 3.');
  close();
  expect(heard).toEqual(['Training diverged in epoch 3.']);
});

it('says once, by default, what every round says', () => {
  const { write } = process.stderr;
  const written: unknown[] = [];
  process.stderr.write = ((text: unknown) => written.push(text) > 0) as typeof write;
  try {
    const { machine, close } = openWorkshop(1);
    for (let round = 0; round < 3; round++) machine.say('Training diverged in epoch 4.');
    close();
  } finally {
    process.stderr.write = write;
  }
  expect(written).toEqual(['Notice: Training diverged in epoch 4.\n']);
});
