import type { Probabilities, Round } from '../types.ts';

/** Scores every candidate by a function of its row of class probabilities. */
export async function scoreRows(
  { candidates, probabilities }: Round,
  score: (probabilities: Probabilities, row: number) => number,
): Promise<Float64Array> {
  const predicted = await probabilities();
  const scores = new Float64Array(candidates.length);
  for (let index = 0; index < scores.length; index++) scores[index] = score(predicted, candidates[index]!);
  return scores;
}
