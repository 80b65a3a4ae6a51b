import { likeliest } from '../math/topTwo.ts';
import type { Measured } from './types.ts';

/** Counts per class, from which all measures of predicted classes follow. */
export interface Confusion {
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly falseNegatives: Float64Array;
}

export function confusion({ probabilities, labels }: Measured): Confusion {
  const truePositives = new Float64Array(probabilities.classes);
  const falsePositives = new Float64Array(probabilities.classes);
  const falseNegatives = new Float64Array(probabilities.classes);
  for (let row = 0; row < labels.length; row++) {
    const truth = labels[row]!;
    const predicted = likeliest(probabilities, row);
    if (predicted === truth) truePositives[truth]!++;
    else {
      falsePositives[predicted]!++;
      falseNegatives[truth]!++;
    }
  }
  return { truePositives, falsePositives, falseNegatives };
}
