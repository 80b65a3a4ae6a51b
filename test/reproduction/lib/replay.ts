import { neverCancelled } from '../../../src/engine/cancel.ts';
import { chooseBest } from '../../../src/engine/choose.ts';
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
  /** Labels at the end, the two at the start included. */
  readonly budget: number;
  readonly batch?: number;
  readonly seed: number;
  readonly machine: Machine;
  /** Hears which rows were chosen, and what their probabilities were. */
  readonly onChoice?: (strategy: string, round: Round, chosen: Int32Array) => Promise<void>;
}

/** The curves of one repeat, one result per metric; all strategies share data, start and streams. */
export async function replay(experiment: Experiment, repeat: number): Promise<readonly RepeatResult[]> {
  const { task, seed, metrics } = experiment;
  const rng = createRng(seed).fork(task.id, repeat);
  const draw = await task.draw(rng.fork('draw'));
  const start = drawStart(draw, rng.fork('start'));
  const runs: (readonly StrategyRun[])[] = [];
  const { strategyOf = findStrategy } = experiment;
  for (const id of experiment.strategies) runs.push(await run(experiment, strategyOf(id), draw, start, rng));
  return metrics.map((_, metric) => ({
    repeat,
    features: draw.features.columns,
    runs: runs.map((ofStrategy) => ofStrategy[metric]!),
  }));
}

async function run(
  experiment: Experiment,
  strategy: Strategy,
  draw: Draw,
  start: readonly number[],
  rng: Rng,
): Promise<readonly StrategyRun[]> {
  const { metrics, batch = 1 } = experiment;
  const budget = Math.min(experiment.budget, draw.pool.length);
  const labeled = [...start];
  const labels: number[] = [];
  const values: number[][] = metrics.map(() => []);
  const seconds: number[] = [];
  for (;;) {
    const started = experiment.machine.now();
    const round = await fit(experiment, draw, labeled, rng.fork('round', labeled.length));
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

async function fit(
  { model: kind, task, machine, batch = 1 }: Experiment,
  { features, labels, pool }: Draw,
  labeled: readonly number[],
  rng: Rng,
): Promise<Round> {
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
    ...{ training, model, machine, classNames: task.classNames, options: {}, rng, signal: neverCancelled },
    queried: Int32Array.from(labeled.slice(2)),
    batchSize: batch,
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
