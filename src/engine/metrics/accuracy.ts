import { likeliest } from '../math/topTwo.ts';
import type { Measured, Metric } from './types.ts';

/** Rows whose likeliest class is the true one. */
export function countCorrect({ probabilities, labels }: Measured): number {
  let correct = 0;
  for (let row = 0; row < labels.length; row++) {
    if (likeliest(probabilities, row) === labels[row]) correct++;
  }
  return correct;
}

export const accuracy: Metric = {
  id: 'accuracy',
  title: 'Accuracy',
  largerIsBetter: true,
  value: (measured) => countCorrect(measured) / measured.labels.length,
};
