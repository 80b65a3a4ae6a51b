import { checkCancelled } from './cancel.ts';
import { chooseSamples } from './choose.ts';
import { chooseDiverse } from './coldStart.ts';
import { UsageError } from './errors.ts';
import { fitModel, roundRng, trainingOf, type Watch } from './fitModel.ts';
import type { FeatureMatrix } from './matrix.ts';
import { topTwo } from './math/topTwo.ts';
import { countCorrect } from './metrics/accuracy.ts';
import { findMetric } from './metrics/index.ts';
import { findModel } from './models/index.ts';
import { uninformedModel } from './models/uninformed.ts';
import { Predictions } from './predictions.ts';
import { findStrategy } from './strategies/index.ts';
import { random } from './strategies/random.ts';
import { suitability } from './suitability.ts';
import type { Forest } from './forest/types.ts';
import type {
  Awaitable,
  CancelSignal,
  Learner,
  Machine,
  Model,
  Probabilities,
  Reason,
  Round,
  RoundRequest,
  RoundResult,
  Scorer,
  Strategy,
} from './types.ts';

/** What a learner learns from. Class numbers of requests are places in `classNames`. */
export interface LearnerParts {
  readonly features: FeatureMatrix;
  readonly classNames: readonly string[];
  readonly machine: Machine;
  /** See {@link Round.ownRegressor}. */
  readonly ownRegressor?: () => Awaitable<Forest | undefined>;
}

/** A learner in this process: for the command line, for tests, and inside the trainer's worker. */
export const createLocalLearner = (parts: LearnerParts): Learner => ({
  round: (request, signal, report) => roundOf(request)(parts, request, { signal, report }),
});

type RunRound = (parts: LearnerParts, request: RoundRequest, watch: Watch) => Promise<RoundResult>;

function roundOf(request: RoundRequest): RunRound {
  if (new Set(request.labels).size >= 2) return learnedRound;
  return findStrategy(request.strategy).startsUnlabeled === true ? unlearnedRound : coldRound;
}

/** Fewer than two classes are known, so there is nothing to learn yet, and the strategy waits for a model. */
async function coldRound({ features, machine }: LearnerParts, request: RoundRequest): Promise<RoundResult> {
  const started = machine.now();
  const { candidates, labeledRows, count } = request;
  const choice = chooseDiverse(
    features,
    candidates,
    labeledRows,
    count,
    roundRng(request).fork('cold start'),
  );
  const text =
    labeledRows.length === 0
      ? 'Chosen to be spread over the data, until two classes are known.'
      : 'Chosen to differ from the samples labeled so far, until two classes are known.';
  return {
    ...nothingLearned(choice.rows.length),
    rows: choice.rows,
    scores: choice.distances,
    reasons: Array.from(choice.rows, () => ({ text })),
    seconds: machine.now() - started,
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

/** Fewer than two classes are known, and the strategy can do without a model. */
async function unlearnedRound(
  parts: LearnerParts,
  request: RoundRequest,
  { signal }: Watch,
): Promise<RoundResult> {
  const started = parts.machine.now();
  const model = uninformedModel(parts.features.rows, parts.classNames.length);
  const round = createRound(parts, request, model, new Predictions(model), signal);
  const { chosen, ...ranking } = await rank(findStrategy(request.strategy), round, request);
  return {
    ...nothingLearned(chosen.length),
    rows: chosen.map((place) => round.candidates[place]!),
    scores: ranking.scores,
    reasons: await reasonsOf(ranking.scorer, round, chosen),
    seconds: parts.machine.now() - started,
  };
}

async function learnedRound(given: LearnerParts, request: RoundRequest, watch: Watch): Promise<RoundResult> {
  const { parts, notices } = listening(given);
  const { machine } = parts;
  const started = machine.now();
  const strategy = runnable(request, parts.classNames.length);
  const model = await fitModel(parts, request, strategy, watch);
  const predictions = new Predictions(model);
  const round = createRound(parts, request, model, predictions, watch.signal);
  const { scorer, scores, chosen } = await rank(strategy, round, request);
  const seconds = machine.now() - started;
  const rows = chosen.map((index) => round.candidates[index]!);
  const expected = await predictions.of(rows);
  const best = Array.from(rows, (_, index) => topTwo(expected, index));
  const state = scorer.save?.();
  return {
    rows,
    scores,
    predicted: Int32Array.from(best, ({ first }) => first),
    probabilities: Float32Array.from(best, ({ firstShare }) => firstShare),
    reasons: await reasonsOf(scorer, round, chosen),
    outOfBagAccuracy: round.model.outOfBagAccuracy,
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

async function reasonsOf(scorer: Scorer, round: Round, chosen: Int32Array): Promise<readonly Reason[]> {
  const reasons: Reason[] = [];
  for (const place of chosen) reasons.push(await scorer.explain(round, place));
  return reasons;
}

const createRound = (
  parts: LearnerParts,
  request: RoundRequest,
  model: Model,
  predictions: Predictions,
  signal: CancelSignal,
): Round => ({
  model,
  signal,
  classNames: request.classNames ?? parts.classNames,
  machine: parts.machine,
  training: trainingOf(parts, request),
  candidates: request.candidates,
  queried: request.queried,
  batchSize: request.batchSize,
  probabilities: () => predictions.all(),
  rng: roundRng(request).fork('score'),
  options: request.strategyOptions,
  ...(parts.ownRegressor && { ownRegressor: parts.ownRegressor }),
});

interface Ranking {
  readonly scorer: Scorer;
  /** Places in `round.candidates`, best first. */
  readonly chosen: Int32Array;
  /** The score of each of them. */
  readonly scores: Float64Array;
}

async function rank(strategy: Strategy, round: Round, request: RoundRequest): Promise<Ranking> {
  const scorer = strategy.start(request.state);
  const { places, scores } =
    request.count > 0 && round.candidates.length > 0
      ? await chooseSamples(scorer, round, request.count, roundRng(request).fork('choose'))
      : { places: new Int32Array(0), scores: new Float64Array(0) };
  checkCancelled(round.signal);
  return { scorer, chosen: places, scores };
}

function evaluate(
  probabilities: Probabilities,
  { testRows, testLabels, metric, positiveClass }: RoundRequest,
): Pick<RoundResult, 'testValue' | 'testCorrect'> {
  if (testRows.length === 0) return { testValue: null, testCorrect: 0 };
  const measured = { probabilities, labels: testLabels, positiveClass };
  const value = findMetric(metric).value(measured);
  return { testValue: Number.isNaN(value) ? null : value, testCorrect: countCorrect(measured) };
}
