import type { GradientScalars } from '../network/gradients.ts';
import type { Options } from '../types.ts';

/** An importance score of each measured instance, from the gradients at one moment. */
export type ImportanceScore = (scalars: GradientScalars) => Float64Array;

/** DS of the IGradV paper (section II-B): cos(δ, δₓ), from −1 to 1; 0 where one of them is 0. */
export const directSimilarity: ImportanceScore = ({ total, along, own }) =>
  along.map((product, index) => {
    const norms = total * own[index]!;
    return norms > 0 ? product / Math.sqrt(norms) : 0;
  });

/**
 * LD of the IGradV paper (section II-B): 1 − cos(δ, δ − δₓ), from 0 to 2; 0 where one of them is 0. The gradient without x
 * is δ − δₓ exactly, for the loss is a sum. Written so that nothing cancels where δₓ is far smaller than δ:
 * 1 − cos = (1 − cos²) / (1 + cos), and 1 − cos² = (‖δ‖² ‖δₓ‖² − ⟨δ, δₓ⟩²) / (‖δ‖² ‖δ − δₓ‖²).
 */
export const leaveOneOutDistance: ImportanceScore = ({ total, along, own }) =>
  along.map((product, index) => {
    const rest = total - 2 * product + own[index]!;
    const norms = total * rest;
    if (!(norms > 0)) return 0;
    const cosine = (total - product) / Math.sqrt(norms);
    if (cosine <= 0) return 1 - cosine;
    return Math.max(0, total * own[index]! - product * product) / norms / (1 + cosine);
  });

/** DS, or its size where the option `absolute` says so. */
export const similarityScore = (options: Options): ImportanceScore =>
  options['absolute'] === true
    ? (scalars) => directSimilarity(scalars).map((cosine) => Math.abs(cosine))
    : directSimilarity;
