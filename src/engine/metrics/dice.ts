import { diceOf, positiveOrMacro } from './overlap.ts';
import type { Metric } from './types.ts';

/** Dice coefficient of the positive class; macro average over more than two classes. */
export const dice: Metric = {
  id: 'dice',
  title: 'Dice',
  largerIsBetter: true,
  value: (measured) => positiveOrMacro(measured, diceOf),
};
