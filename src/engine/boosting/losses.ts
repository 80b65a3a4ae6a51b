import { median } from '../math/median.ts';

/** What boosting minimizes, summed over the rows. */
export interface BoostingLoss {
  /** The constant it starts from. */
  initial(targets: Float64Array): number;
  /** What the next tree learns of a row: minus the slope of the loss at its prediction. */
  direction(residual: number): number;
  /** The best value of a leaf from the residuals of its rows, reordered freely; null keeps the tree's own, their mean. */
  readonly leaf: ((residuals: Float64Array) => number) | null;
}

export type BoostingLossName = keyof typeof boostingLosses;

/**
 * The lower of the two middle values of an even number, as scikit-learn's weighted percentile takes it in leaves (at the
 * start it takes their mean); sorts in place.
 */
function lowerMedian(values: Float64Array): number {
  return values.sort()[Math.ceil(values.length / 2) - 1]!;
}

/** The losses of Friedman 2001 (sections 4.1 and 4.2): least squares and least absolute deviation. */
export const boostingLosses = {
  squared: {
    initial: (targets) => targets.reduce((sum, target) => sum + target, 0) / targets.length,
    direction: (residual) => residual,
    leaf: null,
  },
  absolute: {
    initial: (targets) => median(targets),
    // scikit-learn's: rows that are met exactly count as below.
    direction: (residual) => (residual > 0 ? 1 : -1),
    leaf: lowerMedian,
  },
} as const satisfies Readonly<Record<string, BoostingLoss>>;
