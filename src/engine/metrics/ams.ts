import { confusion } from './confusion.ts';
import type { Metric } from './types.ts';

/** Regularizing background of the Higgs challenge. */
const regularization = 10;

/**
 * Approximate median significance (Adam-Bourdarios et al. 2014) with unit weights:
 * √(2 · ((s + b + b_reg) · ln(1 + s / (b + b_reg)) − s)), s true and b false positives.
 */
export const ams: Metric = {
  id: 'ams',
  title: 'AMS',
  largerIsBetter: true,
  classes: 2,
  value(measured) {
    if (measured.labels.length === 0) return NaN;
    const { truePositives, falsePositives } = confusion(measured);
    const signal = truePositives[measured.positiveClass]!;
    const background = falsePositives[measured.positiveClass]! + regularization;
    return Math.sqrt(2 * ((signal + background) * Math.log1p(signal / background) - signal));
  },
};
