import { findStrategy } from '../strategies/index.ts';
import type { Watch } from './fitModel.ts';
import { learnedRound } from './learnedRound.ts';
import type { LearnerParts } from './parts.ts';
import type { Learner, RoundRequest, RoundResult } from './types.ts';
import { diverseRound, uninformedRound } from './unlearnedRounds.ts';

/** A learner in this process: for the command line, for tests, and inside the trainer's worker. */
export const createLocalLearner = (parts: LearnerParts): Learner => ({
  round: (request, signal, report) => roundOf(request)(parts, request, { signal, report }),
});

type RunRound = (parts: LearnerParts, request: RoundRequest, watch: Watch) => Promise<RoundResult>;

/** How a round is run: with a model as soon as two classes are labeled, until then as the strategy allows. */
function roundOf(request: RoundRequest): RunRound {
  if (new Set(request.labels).size >= 2) return learnedRound;
  return findStrategy(request.strategy).startsUnlabeled === true ? uninformedRound : diverseRound;
}
