import type { PlaneForest } from '../forest/planeForests.ts';
import { accuracy } from '../metrics/accuracy.ts';
import { auc } from '../metrics/auc.ts';
import type { Metric } from '../metrics/types.ts';
import { forest, forestSeed } from '../models/forest.ts';
import { forestFacts } from '../modelFacts.ts';
import type { Rng } from '../rng.ts';
import type { Awaitable, CancelSignal, Machine, Model, Probabilities } from '../types.ts';
import type { StateOfForest } from './features.ts';
import type { LalTask } from './task.ts';

/** What an added label is hoped to lower; each is one minus a metric, so a gain of the metric is a fall of the loss. */
export const lossMetrics = { error: accuracy, auc } as const satisfies Readonly<Record<string, Metric>>;
export type Loss = keyof typeof lossMetrics;

/** Mean and deviation over the trees of P(class 0), for every row of the task. */
export interface Spread {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** What LAL reads of a fitted forest. It answers until the next one is fitted. */
export interface TaskForest {
  readonly state: StateOfForest;
  spread(): Awaitable<Spread>;
  /** On the test rows of the task. */
  loss(loss: Loss): Awaitable<number>;
}

/** Fits the product's forest, with its default options, on labeled rows of one task. */
export interface TaskForests {
  fit(rows: Int32Array, rng: Rng): Awaitable<TaskForest>;
}

/** @param mostLabeled greatest number of rows that will be fitted. */
export function forestsOn(
  task: LalTask,
  mostLabeled: number,
  machine: Machine,
  signal: CancelSignal,
): TaskForests {
  const { plane } = machine.forest;
  const general = { fit: (rows: Int32Array, rng: Rng) => fitModel(task, rows, rng, machine, signal) };
  const { rows: count, columns } = task.features;
  if (columns !== 2 || !plane?.accepts(count, mostLabeled)) return general;
  const asked = plane.ask({ ...task, first: 0, count });
  return {
    fit(rows, rng) {
      const grown = asked.fit(rows, forestFacts.options.trees.default, forestSeed(rng));
      return grown ? forestOnPlane(task, grown) : general.fit(rows, rng);
    },
  };
}

async function fitModel(
  task: LalTask,
  rows: Int32Array,
  rng: Rng,
  machine: Machine,
  signal: CancelSignal,
): Promise<TaskForest> {
  const labels = rows.map((row) => task.labels[row]!);
  const training = { features: task.features, rows, labels, classCount: 2 };
  const model = await forest.fit(training, { rng, signal, options: {}, machine });
  const view = model.view('forest')!;
  return {
    state: view.forest,
    spread: () => view.meanAndDeviation(0),
    loss: (loss) => lossOfModel(model, task, loss),
  };
}

async function lossOfModel(model: Model, task: LalTask, loss: Loss): Promise<number> {
  const { data, classes } = await model.predictAll();
  return lossOf(task, { rows: task.testCount, classes, data }, loss);
}

/** @param probabilities of the test rows, which stand first. */
function lossOf({ labels, testCount }: LalTask, probabilities: Probabilities, loss: Loss): number {
  const data = probabilities.data.subarray(0, testCount * probabilities.classes);
  const measured = { probabilities: { ...probabilities, data }, labels: labels.subarray(0, testCount) };
  return 1 - lossMetrics[loss].value({ ...measured, positiveClass: 1 });
}

/** The same numbers as from the forest's model, from its votes. */
function forestOnPlane(task: LalTask, grown: PlaneForest): TaskForest {
  const { trees } = grown;
  return {
    state: grown,
    spread: () => spreadOfVotes(grown.votes(), trees),
    loss: (loss) =>
      loss === 'error'
        ? 1 - (task.testCount - grown.countWrong()) / task.testCount
        : lossOf(task, probabilitiesOf(grown.votes(), trees), loss),
  };
}

/** Votes are few different numbers, of which each has one mean and one deviation. */
function spreadOfVotes(votes: Uint8Array, trees: number): Spread {
  const shares = Array.from({ length: trees + 1 }, (_, count) => (trees - count) / trees);
  const means = Float32Array.from(shares);
  const deviations = Float32Array.from(shares, (share) => Math.sqrt(share * (1 - share)));
  return { mean: lookUp(means, votes), deviation: lookUp(deviations, votes) };
}

function lookUp(table: Float32Array, votes: Uint8Array): Float32Array {
  const found = new Float32Array(votes.length);
  for (let row = 0; row < votes.length; row++) found[row] = table[votes[row]!]!;
  return found;
}

function probabilitiesOf(votes: Uint8Array, trees: number): Probabilities {
  const data = new Float32Array(2 * votes.length);
  for (let row = 0; row < votes.length; row++) {
    data[2 * row] = (trees - votes[row]!) / trees;
    data[2 * row + 1] = votes[row]! / trees;
  }
  return { rows: votes.length, classes: 2, data };
}
