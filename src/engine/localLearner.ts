import { checkCancelled } from './cancel.ts';
import { chooseBest } from './choose.ts';
import { chooseDiverse } from './coldStart.ts';
import { UsageError } from './errors.ts';
import type { FeatureMatrix } from './matrix.ts';
import { topTwo } from './math/topTwo.ts';
import { countCorrect } from './metrics/accuracy.ts';
import { findMetric } from './metrics/index.ts';
import { findModel } from './models/index.ts';
import { createRng, type Rng } from './rng.ts';
import { findStrategy } from './strategies/index.ts';
import { random } from './strategies/random.ts';
import { suitability } from './suitability.ts';
import type {
  CancelSignal,
  EpochReport,
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
}

/** A learner in this process: for the command line, for tests, and inside the trainer's worker. */
export const createLocalLearner = (parts: LearnerParts): Learner => ({
  round: (request, signal, report) =>
    new Set(request.labels).size < 2
      ? Promise.resolve(coldRound(parts, request))
      : learnedRound(parts, request, signal, report),
});

type Report = (report: EpochReport) => void;

/** Depends on nothing but the request: the stream is numbered by the seed and the labels so far. */
const roundRng = ({ seed, round }: RoundRequest): Rng => createRng(seed).fork('round', round);

/** Fewer than two classes are known, so there is nothing to learn yet. */
function coldRound({ features, machine }: LearnerParts, request: RoundRequest): RoundResult {
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
    rows: choice.rows,
    scores: choice.distances,
    predicted: new Int32Array(choice.rows.length).fill(-1),
    probabilities: new Float32Array(choice.rows.length).fill(NaN),
    reasons: Array.from(choice.rows, () => ({ text })),
    outOfBagAccuracy: null,
    testValue: null,
    testCorrect: 0,
    seconds: machine.now() - started,
  };
}

async function learnedRound(
  parts: LearnerParts,
  request: RoundRequest,
  signal: CancelSignal,
  report: Report | undefined,
): Promise<RoundResult> {
  const { machine } = parts;
  const started = machine.now();
  const strategy = runnable(request, parts.classNames.length);
  const { round, predictions } = await fitRound(parts, request, strategy, signal, report);
  const { scorer, scores, chosen } = await rank(strategy, round, request, signal);
  const seconds = machine.now() - started;
  const rows = chosen.map((index) => round.candidates[index]!);
  const expected = await predictions.of(rows);
  const best = Array.from(rows, (_, index) => topTwo(expected, index));
  const reasons: Reason[] = [];
  for (const index of chosen) reasons.push(await scorer.explain(round, index));
  const state = scorer.save?.();
  return {
    rows,
    scores: Float64Array.from(chosen, (index) => scores[index]!),
    predicted: Int32Array.from(best, ({ first }) => first),
    probabilities: Float32Array.from(best, ({ firstShare }) => firstShare),
    reasons,
    outOfBagAccuracy: round.model.outOfBagAccuracy,
    ...evaluate(await predictions.of(request.testRows), request),
    seconds,
    ...(state !== undefined && { state }),
  };
}

/** The strategy asked for, or random choice while it has too few labels to run. */
function runnable(request: RoundRequest, classCount: number): Strategy {
  const strategy = findStrategy(request.strategy);
  const refusal = suitability(strategy, findModel(request.model), classCount);
  if (refusal !== null) throw new UsageError(refusal);
  return request.labeledRows.length < (strategy.minimumLabels ?? 0) ? random : strategy;
}

async function fitRound(
  { features, classNames, machine }: LearnerParts,
  request: RoundRequest,
  strategy: Strategy,
  signal: CancelSignal,
  report: Report | undefined,
): Promise<{ readonly round: Round; readonly predictions: Predictions }> {
  const rng = roundRng(request);
  const { labeledRows: rows, labels, candidates, queried, batchSize, modelOptions } = request;
  const training = { features, rows, labels, classCount: classNames.length };
  const asked = { queried, batchSize, options: request.strategyOptions };
  const measure = request.count > 0 ? strategy.measures?.(asked) : undefined;
  const context = { rng: rng.fork('fit'), signal, options: modelOptions, machine, measure, report };
  const model = await findModel(request.model).fit(training, context);
  checkCancelled(signal);
  const predictions = new Predictions(model);
  const round = {
    ...{ training, candidates, classNames, model, machine, signal },
    ...asked,
    probabilities: () => predictions.all(),
    rng: rng.fork('score'),
  };
  return { round, predictions };
}

/** What the model says, asked once at most. */
class Predictions {
  readonly #model: Model;
  #all: Promise<Probabilities> | undefined;

  constructor(model: Model) {
    this.#model = model;
  }

  /** Of every row of the matrix. */
  all(): Promise<Probabilities> {
    return (this.#all ??= Promise.resolve(this.#model.predictAll()));
  }

  /** Of some rows, in their order; only of these where nobody has asked for all and that is cheaper. */
  async of(rows: Int32Array): Promise<Probabilities> {
    if (rows.length === 0) return { rows: 0, classes: 0, data: new Float32Array(0) };
    if (this.#all === undefined && this.#model.predictRows) return await this.#model.predictRows(rows);
    return gatherProbabilities(await this.all(), rows);
  }
}

interface Ranking {
  readonly scorer: Scorer;
  readonly scores: Float64Array;
  /** Places in `round.candidates`, best first. */
  readonly chosen: Int32Array;
}

async function rank(
  strategy: Strategy,
  round: Round,
  request: RoundRequest,
  signal: CancelSignal,
): Promise<Ranking> {
  const scorer = strategy.start(request.state);
  const wanted = request.count > 0 && round.candidates.length > 0;
  const scores = wanted ? await scorer.score(round) : new Float64Array(0);
  checkCancelled(signal);
  const chosen = chooseBest(scores, round.candidates, request.count, roundRng(request).fork('choose'));
  return { scorer, scores, chosen };
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

function gatherProbabilities({ data, classes }: Probabilities, rows: Int32Array): Probabilities {
  const gathered = new Float32Array(rows.length * classes);
  for (const [index, row] of rows.entries()) {
    gathered.set(data.subarray(row * classes, (row + 1) * classes), index * classes);
  }
  return { rows: rows.length, classes, data: gathered };
}
