import type { Metric } from './types.ts';

const least = 1e-15;

/** Mean of −ln of the true class's probability, clipped to [1e-15, 1 − 1e-15]. Smaller is better. */
export const logLoss: Metric = {
  id: 'log-loss',
  title: 'Log loss',
  largerIsBetter: false,
  value({ probabilities: { data, classes }, labels }) {
    let sum = 0;
    for (let row = 0; row < labels.length; row++) {
      const share = data[row * classes + labels[row]!]!;
      sum -= Math.log(Math.min(Math.max(share, least), 1 - least));
    }
    return sum / labels.length;
  },
};
