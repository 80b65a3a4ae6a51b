import { UsageError } from '../errors.ts';
import { topTwo } from '../math/topTwo.ts';
import { countCorrect } from '../metrics/accuracy.ts';
import { findMetric } from '../metrics/index.ts';
import { findModel } from '../models/index.ts';
import { findStrategy } from '../strategies/index.ts';
import { random } from '../strategies/random.ts';
import { suitability } from '../suitability.ts';
import type { Probabilities, Strategy } from '../types.ts';
import { fitModel, type Watch } from './fitModel.ts';
import type { LearnerParts } from './parts.ts';
import { Predictions } from './predictions.ts';
import { createRound, rank, reasonsOf } from './ranking.ts';
import type { RoundRequest, RoundResult } from './types.ts';

/**
 * Fits the model, ranks the candidates by the strategy and measures on the test rows.
 * @throws UsageError for a strategy that cannot run with the model, CancelledError when the signal is raised.
 */
export async function learnedRound(
  given: LearnerParts,
  request: RoundRequest,
  watch: Watch,
): Promise<RoundResult> {
  const { parts, notices } = listening(given);
  const { machine } = parts;
  const started = machine.now();
  const strategy = runnable(request, parts.classNames.length);
  const model = await fitModel(parts, request, strategy, watch);
  const predictions = new Predictions(model);
  const round = createRound(parts, request, model, predictions, watch.signal);
  const { scorer, places, scores } = await rank(strategy, round, request);
  const seconds = machine.now() - started;
  const rows = places.map((place) => round.candidates[place]!);
  const expected = await predictions.of(rows);
  const best = Array.from(rows, (_, index) => topTwo(expected, index));
  const state = scorer.save?.();
  return {
    rows,
    scores,
    predicted: Int32Array.from(best, ({ first }) => first),
    probabilities: Float32Array.from(best, ({ firstShare }) => firstShare),
    reasons: await reasonsOf(scorer, round, places),
    outOfBagAccuracy: model.outOfBagAccuracy,
    ...evaluate(await predictions.of(request.testRows), request),
    seconds,
    ...(state !== undefined && { state }),
    ...(notices.length > 0 && { notices }),
  };
}

/** The same parts, whose machine also writes down what it is told to say. */
function listening(parts: LearnerParts): { readonly parts: LearnerParts; readonly notices: string[] } {
  const notices: string[] = [];
  const say = (sentence: string): void => {
    notices.push(sentence);
    parts.machine.say(sentence);
  };
  return { parts: { ...parts, machine: { ...parts.machine, say } }, notices };
}

/** The strategy asked for, or random choice while it has too few labels to run. */
function runnable(request: RoundRequest, classCount: number): Strategy {
  const strategy = findStrategy(request.strategy);
  const refusal = suitability(strategy, findModel(request.model), classCount);
  if (refusal !== null) throw new UsageError(refusal);
  return request.labeledRows.length < (strategy.minimumLabels ?? 0) ? random : strategy;
}

/** @param probabilities of the test rows, in their order. */
function evaluate(
  probabilities: Probabilities,
  { testRows, testLabels, metric, positiveClass }: RoundRequest,
): Pick<RoundResult, 'testValue' | 'testCorrect'> {
  if (testRows.length === 0) return { testValue: null, testCorrect: 0 };
  const measured = { probabilities, labels: testLabels, positiveClass };
  const value = findMetric(metric).value(measured);
  return { testValue: Number.isNaN(value) ? null : value, testCorrect: countCorrect(measured) };
}
