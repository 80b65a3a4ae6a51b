import { checkCancelled } from '../cancel.ts';
import { chooseSamples } from '../choose.ts';
import type { CancelSignal, Choice, Model, Reason, Round, Scorer, Strategy } from '../types.ts';
import { roundRng, trainingOf } from './fitModel.ts';
import type { LearnerParts } from './parts.ts';
import type { Predictions } from './predictions.ts';
import type { RoundRequest } from './types.ts';

/** What a strategy is given to score and to choose by. */
export const createRound = (
  parts: LearnerParts,
  request: RoundRequest,
  model: Model,
  predictions: Predictions,
  signal: CancelSignal,
): Round => ({
  training: trainingOf(parts, request),
  candidates: request.candidates,
  queried: request.queried,
  batchSize: request.batchSize,
  classNames: request.classNames ?? parts.classNames,
  model,
  machine: parts.machine,
  probabilities: () => predictions.all(),
  rng: roundRng(request).fork('score'),
  signal,
  options: request.strategyOptions,
  ...(parts.ownRegressor && { ownRegressor: parts.ownRegressor }),
});

/** The samples a strategy chose, and its run, which can say why. */
export interface Ranking extends Choice {
  readonly scorer: Scorer;
}

/** @throws CancelledError when the round is cancelled meanwhile. */
export async function rank(strategy: Strategy, round: Round, request: RoundRequest): Promise<Ranking> {
  const scorer = strategy.start(request.state);
  const choice: Choice =
    request.count > 0 && round.candidates.length > 0
      ? await chooseSamples(scorer, round, request.count, roundRng(request).fork('choose'))
      : { places: new Int32Array(0), scores: new Float64Array(0) };
  checkCancelled(round.signal);
  return { ...choice, scorer };
}

/** Why each of the places was chosen. */
export async function reasonsOf(
  scorer: Scorer,
  round: Round,
  places: Int32Array,
): Promise<readonly Reason[]> {
  const reasons: Reason[] = [];
  for (const place of places) reasons.push(await scorer.explain(round, place));
  return reasons;
}
