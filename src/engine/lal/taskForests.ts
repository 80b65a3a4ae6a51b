import { spreadByVotes } from '../forest/spreadByVotes.ts';
import type { PlaneForest } from '../forest/planeForests.ts';
import { forest, forestSeed } from '../models/forest.ts';
import { forestFacts } from '../modelFacts.ts';
import type { Rng } from '../rng.ts';
import type { CancelSignal, Machine, Model, Probabilities } from '../types.ts';
import { learningState } from './features.ts';
import type { LalTask } from './task.ts';
import { lossOf, type Loss, type Spread, type TaskModel, type TaskModels } from './taskModels.ts';

/**
 * Forests on one task; the spread is the mean and the deviation over the trees of P(class 0).
 * @param mostLabeled greatest number of rows that will be fitted.
 */
export function forestsOn(
  task: LalTask,
  mostLabeled: number,
  machine: Machine,
  signal: CancelSignal,
): TaskModels {
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
): Promise<TaskModel> {
  const labels = rows.map((row) => task.labels[row]!);
  const training = { features: task.features, rows, labels, classCount: 2 };
  const model = await forest.fit(training, { rng, signal, options: {}, machine });
  const view = model.view('forest')!;
  return {
    stateOf: (ofRows, poolDeviation) => learningState(view.forest, ofRows, poolDeviation),
    spread: () => view.meanAndDeviation(0),
    loss: (loss) => lossOfModel(model, task, loss),
  };
}

async function lossOfModel(model: Model, task: LalTask, loss: Loss): Promise<number> {
  const { data, classes } = await model.predictAll();
  return lossOf(task, { rows: task.testCount, classes, data }, loss);
}

/** The same numbers as from the forest's model, from its votes. */
function forestOnPlane(task: LalTask, grown: PlaneForest): TaskModel {
  const { trees } = grown;
  return {
    stateOf: (labels, poolDeviation) => learningState(grown, labels, poolDeviation),
    spread: () => spreadOfVotes(grown.votes(), trees),
    loss: (loss) =>
      loss === 'error'
        ? 1 - (task.testCount - grown.countWrong()) / task.testCount
        : lossOf(task, probabilitiesOf(grown.votes(), trees), loss),
  };
}

/** Votes for class 1 are few different numbers, of which each has one mean and one deviation of P(class 0). */
function spreadOfVotes(votes: Uint8Array, trees: number): Spread {
  const { means, deviations } = spreadByVotes(trees);
  return { mean: lookUp(means.toReversed(), votes), deviation: lookUp(deviations.toReversed(), votes) };
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
