import { neverCancelled } from '../../../src/engine/cancel.ts';
import { chooseBest } from '../../../src/engine/choose.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { learnOwn, sampleForWarmStart, type OwnStrategy } from '../../../src/engine/lal/warmStart.ts';
import { findMetric } from '../../../src/engine/metrics/index.ts';
import { findModel } from '../../../src/engine/models/index.ts';
import { createRng, type Rng } from '../../../src/engine/rng.ts';
import type { RepeatResult, StrategyRun } from '../../../src/engine/simulation/types.ts';
import { findStrategy } from '../../../src/engine/strategies/index.ts';
import type { Machine, Probabilities, Round, Strategy } from '../../../src/engine/types.ts';
import { drawStart, type Draw, type Task } from './task.ts';

export interface Experiment {
  readonly task: Task;
  readonly model: string;
  readonly strategies: readonly string[];
  /** What runs under a name; the product's strategies unless set. */
  readonly strategyOf?: (id: string) => Strategy;
  readonly metrics: readonly string[];
  /** Labels at the start, two unless set. */
  readonly initial?: number;
  /** Labels at the end, those at the start included. */
  readonly budget: number;
  readonly batch?: number;
  readonly seed: number;
  readonly machine: Machine;
  /** Hears which rows were chosen, and what their probabilities were. */
  readonly onChoice?: (strategy: string, round: Round, chosen: Int32Array) => Promise<void>;
}

/** The curves of one repeat, one result per metric; all strategies share data, start and streams. */
export async function replay(experiment: Experiment, repeat: number): Promise<readonly RepeatResult[]> {
  const { task, seed, metrics, initial = 2 } = experiment;
  const rng = createRng(seed).fork(task.id, repeat);
  const draw = await task.draw(rng.fork('draw'));
  const start = drawStart(draw, initial, rng.fork('start'));
  const ownRegressor = learnFromStart(experiment, draw, start, rng.fork('own'));
  const runs: (readonly StrategyRun[])[] = [];
  const { strategyOf = findStrategy } = experiment;
  for (const id of experiment.strategies) {
    const strategy = strategyOf(id);
    runs.push(await run({ ...experiment, strategy, draw, start, ownRegressor, rng }));
  }
  return metrics.map((_, metric) => ({
    repeat,
    features: draw.features.columns,
    runs: runs.map((ofStrategy) => ofStrategy[metric]!),
  }));
}

/** The strategy of the labels at the start, learned on first use. */
function learnFromStart(
  { task, machine }: Experiment,
  { features, labels }: Draw,
  start: readonly number[],
  rng: Rng,
): () => Promise<Forest> {
  let learned: Promise<OwnStrategy> | undefined;
  const learn = (): Promise<OwnStrategy> => {
    const rows = Int32Array.from(start);
    const ofRows = rows.map((row) => labels[row]!);
    const seed = rng.uint32();
    const sample = sampleForWarmStart(features, rows, ofRows, task.classNames.length, seed);
    return learnOwn(sample, seed, machine, neverCancelled);
  };
  return async () => (await (learned ??= learn())).regressor;
}

interface Run extends Experiment {
  readonly strategy: Strategy;
  readonly draw: Draw;
  readonly start: readonly number[];
  readonly ownRegressor: () => Promise<Forest>;
  readonly rng: Rng;
}

async function run(experiment: Run): Promise<readonly StrategyRun[]> {
  const { metrics, batch = 1, strategy, draw, start, rng } = experiment;
  const budget = Math.min(experiment.budget, draw.pool.length);
  const labeled = [...start];
  const labels: number[] = [];
  const values: number[][] = metrics.map(() => []);
  const seconds: number[] = [];
  for (;;) {
    const started = experiment.machine.now();
    const round = await fit(experiment, labeled, rng.fork('round', labeled.length));
    const fitted = experiment.machine.now() - started;
    const measured = testProbabilities(await round.probabilities(), draw);
    labels.push(labeled.length);
    metrics.forEach((id, index) => values[index]!.push(findMetric(id).value(measured)));
    const count = Math.min(batch, budget - labeled.length);
    if (count === 0) break;
    const asked = experiment.machine.now();
    const scores = await strategy.start().score(round);
    const chosen = chooseBest(scores, round.candidates, count, round.rng.fork('choose'));
    seconds.push(fitted + experiment.machine.now() - asked);
    await experiment.onChoice?.(strategy.id, round, chosen);
    for (const index of chosen) labeled.push(round.candidates[index]!);
  }
  return values.map((ofMetric) => ({ strategy: strategy.id, labels, values: ofMetric, seconds }));
}

async function fit(experiment: Run, labeled: readonly number[], rng: Rng): Promise<Round> {
  const { model: kind, task, machine, batch = 1, start, ownRegressor } = experiment;
  const { features, labels, pool } = experiment.draw;
  const known = new Set(labeled);
  const training = {
    features,
    rows: Int32Array.from(labeled),
    labels: Int32Array.from(labeled, (row) => labels[row]!),
    classCount: task.classNames.length,
  };
  const context = { rng: rng.fork('fit'), signal: neverCancelled, options: {}, machine };
  const model = await findModel(kind).fit(training, context);
  let predicted: Promise<Probabilities> | undefined;
  return {
    training,
    model,
    machine,
    classNames: task.classNames,
    options: {},
    rng,
    signal: neverCancelled,
    queried: Int32Array.from(labeled.slice(start.length)),
    batchSize: batch,
    ownRegressor,
    candidates: pool.filter((row) => !known.has(row)),
    probabilities: () => (predicted ??= Promise.resolve(model.predictAll())),
  };
}

function testProbabilities({ data, classes }: Probabilities, { test, labels }: Draw) {
  const ofTest = new Float32Array(test.length * classes);
  test.forEach((row, index) =>
    ofTest.set(data.subarray(row * classes, (row + 1) * classes), index * classes),
  );
  return {
    probabilities: { rows: test.length, classes, data: ofTest },
    labels: test.map((row) => labels[row]!),
    positiveClass: 1,
  };
}
