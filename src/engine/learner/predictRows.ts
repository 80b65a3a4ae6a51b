import { HumanError } from '../errors.ts';
import { fitModel, type Watch } from './fitModel.ts';
import type { LearnerParts } from './parts.ts';
import type { RoundRequest } from './types.ts';
import { topTwo } from '../math/topTwo.ts';

/** What a model says of every row of a dataset, in its order. */
export interface RowPredictions {
  /** The likeliest class, the first of several. */
  readonly predicted: Int32Array;
  /** Its probability, above 0 and at most 1. */
  readonly probability: Float32Array;
}

/**
 * Trains the model a round would train, and asks it about every row, labeled ones included.
 * @throws HumanError while fewer than two classes are labeled.
 */
export async function predictRows(
  parts: LearnerParts,
  request: RoundRequest,
  watch: Watch,
): Promise<RowPredictions> {
  if (new Set(request.labels).size < 2)
    throw new HumanError('There is nothing to predict from yet: label samples of two classes at least.');
  const model = await fitModel(parts, request, {}, watch);
  const probabilities = await model.predictAll();
  const { rows } = probabilities;
  const predicted = new Int32Array(rows);
  const probability = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const { first, firstShare } = topTwo(probabilities, row);
    predicted[row] = first;
    probability[row] = firstShare;
  }
  return { predicted, probability };
}
