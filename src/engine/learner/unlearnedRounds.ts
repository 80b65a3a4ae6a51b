import { uninformedModel } from '../models/uninformed.ts';
import { findStrategy } from '../strategies/index.ts';
import { chooseDiverse } from './coldStart.ts';
import { roundRng, type Watch } from './fitModel.ts';
import type { LearnerParts } from './parts.ts';
import { Predictions } from './predictions.ts';
import { createRound, rank, reasonsOf } from './ranking.ts';
import type { RoundRequest, RoundResult } from './types.ts';

/** Fewer than two classes are known, so there is nothing to learn yet, and the strategy waits for a model. */
export async function diverseRound(
  { features, machine }: LearnerParts,
  request: RoundRequest,
): Promise<RoundResult> {
  const started = machine.now();
  const { candidates, labeledRows, count } = request;
  const rng = roundRng(request).fork('cold start');
  const { rows, distances } = chooseDiverse(features, candidates, labeledRows, count, rng);
  const text =
    labeledRows.length === 0
      ? 'Chosen to be spread over the data, until two classes are known.'
      : 'Chosen to differ from the samples labeled so far, until two classes are known.';
  return {
    ...nothingLearned(rows.length),
    rows,
    scores: distances,
    reasons: Array.from(rows, () => ({ text })),
    seconds: machine.now() - started,
  };
}

/** Fewer than two classes are known, and the strategy can do without a model. */
export async function uninformedRound(
  parts: LearnerParts,
  request: RoundRequest,
  { signal }: Watch,
): Promise<RoundResult> {
  const started = parts.machine.now();
  const model = uninformedModel(parts.features.rows, parts.classNames.length);
  const round = createRound(parts, request, model, new Predictions(model), signal);
  const { scorer, places, scores } = await rank(findStrategy(request.strategy), round, request);
  return {
    ...nothingLearned(places.length),
    rows: places.map((place) => round.candidates[place]!),
    scores,
    reasons: await reasonsOf(scorer, round, places),
    seconds: parts.machine.now() - started,
  };
}

/** What is said of so many chosen rows while there is no model. */
const nothingLearned = (count: number) => ({
  predicted: new Int32Array(count).fill(-1),
  probabilities: new Float32Array(count).fill(NaN),
  outOfBagAccuracy: null,
  testValue: null,
  testCorrect: 0,
});
