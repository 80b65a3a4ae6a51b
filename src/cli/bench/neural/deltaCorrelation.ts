import { fitModel, unwatched } from '../../../engine/learner/fitModel.ts';
import { averageImportance } from '../../../engine/igradv/importance.ts';
import { directSimilarity } from '../../../engine/igradv/scores.ts';
import type { LearnerParts } from '../../../engine/learner/parts.ts';
import type { RoundRequest } from '../../../engine/learner/types.ts';
import { rankCorrelation } from '../../../engine/math/rankCorrelation.ts';
import { igradvDs } from '../../../engine/strategies/igradvDs.ts';

/**
 * Spearman's correlation of DS's scores with δ estimated as a request says to those with the exact δ. Training is the same
 * whatever is measured.
 */
export async function deltaCorrelation(parts: LearnerParts, request: RoundRequest): Promise<number> {
  const importanceWith = async (deltaSample: number): Promise<Float64Array> => {
    const strategyOptions = { ...request.strategyOptions, deltaSample };
    const model = await fitModel(parts, { ...request, strategyOptions }, igradvDs, unwatched);
    return averageImportance(model.view('network')!.measured, directSimilarity);
  };
  const estimated = await importanceWith(Number(request.strategyOptions['deltaSample']));
  return rankCorrelation(await importanceWith(0), estimated);
}
