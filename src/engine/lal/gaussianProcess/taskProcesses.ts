import { averagedSigmoid } from '../../models/gaussianProcess/averagedSigmoid.ts';
import { covariances, squaredDistances } from '../../models/gaussianProcess/kernel.ts';
import {
  fitProcess,
  fittedOf,
  latentMean,
  predictLatent,
  type Latent,
  type Process,
} from '../../models/gaussianProcess/process.ts';
import { searchStart } from '../../models/gaussianProcess/searchStart.ts';
import { standardize, standardizedRows } from '../../models/standardize.ts';
import type { CancelSignal, Machine } from '../../types.ts';
import type { LalTask } from '../task.ts';
import { lossOf, type Spread, type TaskModel, type TaskModels } from '../taskModels.ts';
import { processState } from './features.ts';

/** The rows of a task, standardized over all of them as the model does, and a process on some of them. */
interface ProcessOnTask {
  readonly task: LalTask;
  readonly process: Process;
  /** Squared distances of the rows from `first` to before `end` to each of the training rows. */
  readonly squaresOf: (first: number, end: number) => Float64Array;
}

/**
 * Gaussian processes on one task: the product's model with its default options. The spread is P(class 0) and the
 * deviation of the latent function. A process draws nothing, so its streams are not used.
 */
export function processesOn(
  task: LalTask,
  _mostLabeled: number,
  _machine: Machine,
  signal: CancelSignal,
): TaskModels {
  const scale = standardize(task.features);
  const columns = scale.columns.length;
  const values = standardizedRows(task.features, Int32Array.from(task.labels.keys()), scale);
  return {
    fit(rows) {
      const known = gatherRows(values, rows, columns);
      const squaresOf = (first: number, end: number): Float64Array =>
        squaredDistances(
          values.subarray(first * columns, end * columns),
          known,
          columns,
          end - first,
          rows.length,
        );
      const signs = Float64Array.from(rows, (row) => (task.labels[row] === 1 ? 1 : -1));
      const squares = squaredDistances(known, known, columns, rows.length, rows.length);
      const process = fitProcess(squares, signs, searchStart(columns), true, signal);
      return modelOf({ task, process, squaresOf });
    },
  };
}

function gatherRows(values: Float64Array, rows: Int32Array, columns: number): Float64Array {
  const gathered = new Float64Array(rows.length * columns);
  rows.forEach((row, place) =>
    gathered.set(values.subarray(row * columns, (row + 1) * columns), place * columns),
  );
  return gathered;
}

function modelOf(fitted: ProcessOnTask): TaskModel {
  const { task, process } = fitted;
  return {
    stateOf: (labels, poolDeviation) => processState(fittedOf(process), labels, poolDeviation),
    spread: () => spreadOf(fitted),
    loss: (loss) => (loss === 'error' ? errorOf(fitted) : lossOf(task, probabilitiesOf(fitted), loss)),
  };
}

function latentsOf({ process, squaresOf }: ProcessOnTask, first: number, end: number): Latent {
  const latents = { mean: new Float64Array(end), variance: new Float64Array(end) };
  predictLatent(process, squaresOf(first, end), latents, first);
  return latents;
}

/** Of test rows nothing is said: they are many, and no candidates. */
function spreadOf(fitted: ProcessOnTask): Spread {
  const { labels, testCount } = fitted.task;
  const { mean, variance } = latentsOf(fitted, testCount, labels.length);
  return {
    mean: Float32Array.from(mean, (value, row) => 1 - averagedSigmoid(value, variance[row]!)),
    deviation: Float32Array.from(variance, Math.sqrt),
  };
}

/** The likelier class follows from the sign of the latent mean; equals count as class 0. */
function errorOf({ task: { labels, testCount }, process, squaresOf }: ProcessOnTask): number {
  const crossed = covariances(squaresOf(0, testCount), process.parameters);
  const size = crossed.length / testCount;
  let wrong = 0;
  for (let row = 0; row < testCount; row++) {
    const predicted = latentMean(process, crossed, row * size) > 0 ? 1 : 0;
    if (predicted !== labels[row]) wrong++;
  }
  return wrong / testCount;
}

function probabilitiesOf(fitted: ProcessOnTask) {
  const { testCount } = fitted.task;
  const { mean, variance } = latentsOf(fitted, 0, testCount);
  const data = new Float32Array(2 * testCount);
  for (let row = 0; row < testCount; row++) {
    data[2 * row + 1] = averagedSigmoid(mean[row]!, variance[row]!);
    data[2 * row] = 1 - data[2 * row + 1]!;
  }
  return { rows: testCount, classes: 2, data };
}
