import { diceOf, macro } from './overlap.ts';
import type { Metric } from './types.ts';

/** Mean over classes of the harmonic mean of precision and recall; 0 for a class where it is undefined. */
export const macroF1: Metric = {
  id: 'macro-f1',
  title: 'Macro F1',
  largerIsBetter: true,
  value: (measured) => macro(measured, diceOf),
};
