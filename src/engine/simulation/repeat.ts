import { HumanError } from '../errors.ts';
import type { Forest } from '../forest/types.ts';
import { learnOwn, sampleForWarmStart, type OwnStrategy } from '../lal/warmStart.ts';
import { createLocalLearner } from '../learner/localLearner.ts';
import type { Learner, RoundRequest } from '../learner/types.ts';
import type { FeatureMatrix } from '../matrix.ts';
import { createRng, type Rng } from '../rng.ts';
import type { CancelSignal, Machine } from '../types.ts';
import { drawSplit, type Split } from './split.ts';
import type { RepeatResult, SimulationParts, SimulationRequest, StrategyRun } from './types.ts';

/**
 * One repeat: every strategy starts from the same split and the same labels and draws from the same streams, so that
 * their difference is the strategies' own. Depends on the request and the number of the repeat alone.
 * @throws HumanError, CancelledError.
 */
export async function simulateRepeat(
  request: SimulationRequest,
  repeat: number,
  parts: SimulationParts,
  signal: CancelSignal,
): Promise<RepeatResult> {
  const rng = createRng(request.seed).fork('repeat', repeat);
  const split = drawSplit(request.oracle, request.test, request.initial, rng);
  const features = await parts.features(split.pool);
  const learner = createLocalLearner({
    features,
    classNames: request.classes,
    machine: parts.machine,
    ownRegressor: learnFromStart(request, split, features, rng.fork('own'), parts.machine, signal),
  });
  const seed = rng.fork('rounds').uint32();
  const runs: StrategyRun[] = [];
  for (const strategy of request.strategies) {
    runs.push(await runStrategy({ request, split, learner, strategy, seed, signal }));
  }
  return { repeat, features: features.columns, runs };
}

/** The strategy learned from the initial labels, on first use: most simulations never ask for it. */
function learnFromStart(
  { oracle, classes }: SimulationRequest,
  { initial }: Split,
  features: FeatureMatrix,
  rng: Rng,
  machine: Machine,
  signal: CancelSignal,
): () => Promise<Forest> {
  let learned: Promise<OwnStrategy> | undefined;
  const learn = (): Promise<OwnStrategy> => {
    const rows = Int32Array.from(initial);
    const labels = rows.map((row) => oracle[row]!);
    const seed = rng.uint32();
    const sample = sampleForWarmStart(features, rows, labels, classes.length, seed);
    return learnOwn(sample, seed, machine, signal);
  };
  return async () => (await (learned ??= learn())).regressor;
}

interface Run {
  readonly request: SimulationRequest;
  readonly split: Split;
  readonly learner: Learner;
  readonly strategy: SimulationRequest['strategies'][number];
  readonly seed: number;
  readonly signal: CancelSignal;
}

/** Fit → measure on the test part → choose → label, until the budget or the pool is used up. */
async function runStrategy(run: Run): Promise<StrategyRun> {
  const { request, split, learner, strategy } = run;
  const budget = Math.min(request.budget, split.pool.length);
  const labeled = [...split.initial];
  const curve: { labels: number; value: number }[] = [];
  const seconds: number[] = [];
  let state: unknown;
  for (;;) {
    const count = Math.min(request.batch, budget - labeled.length);
    const result = await learner.round({ ...roundRequest(run, labeled, count), state }, run.signal);
    if (result.testValue === null) throw undefinedMetric(request.metric);
    curve.push({ labels: labeled.length, value: result.testValue });
    if (count === 0) break;
    seconds.push(result.seconds);
    for (const row of result.rows) labeled.push(row);
    state = result.state;
  }
  return {
    strategy: strategy.id,
    labels: curve.map(({ labels }) => labels),
    values: curve.map(({ value }) => value),
    seconds,
  };
}

function roundRequest(
  { request, split, strategy, seed }: Run,
  labeled: readonly number[],
  count: number,
): RoundRequest {
  const { oracle, model, modelOptions, metric, positiveClass } = request;
  const known = new Set(labeled);
  const labelOf = (row: number): number => oracle[row]!;
  return {
    seed,
    round: labeled.length,
    model,
    modelOptions,
    metric,
    positiveClass,
    count,
    strategy: strategy.id,
    strategyOptions: strategy.options,
    labeledRows: Int32Array.from(labeled),
    labels: Int32Array.from(labeled, labelOf),
    queried: Int32Array.from(labeled.slice(split.initial.length)),
    batchSize: request.batch,
    candidates: count === 0 ? new Int32Array(0) : split.pool.filter((row) => !known.has(row)),
    testRows: split.test,
    testLabels: split.test.map(labelOf),
  };
}

const undefinedMetric = (metric: string): HumanError =>
  new HumanError(
    `The metric ${metric} has no value on a test part that lacks a class: raise --test, label more rows, or choose accuracy.`,
  );
