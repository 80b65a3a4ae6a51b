import { checkCancelled } from '../cancel.ts';
import { HumanError } from '../errors.ts';
import type { FeatureMatrix } from '../matrix.ts';
import { gaussianProcessFacts } from '../modelFacts.ts';
import type { CancelSignal, ModelKind, Options, Probabilities } from '../types.ts';
import { type GaussianProcessView, viewsOf } from '../views.ts';
import { averagedSigmoid } from './gaussianProcess/averagedSigmoid.ts';
import { squaredDistances } from './gaussianProcess/kernel.ts';
import { fitProcess, fittedOf, predictLatent, type Latent, type Process } from './gaussianProcess/process.ts';
import { searchStart } from './gaussianProcess/searchStart.ts';
import { standardize, standardizedRows, type Standardization } from './standardize.ts';
import { compactClasses, expandClasses } from './presentClasses.ts';

/** The work grows with the cube of the labels, the memory with their square. */
const mostLabels = 1000;
/** Rows predicted at a time. */
const chunkRows = 1024;

/**
 * Gaussian-process classification: logistic likelihood, Laplace's approximation, an RBF kernel whose parameters have the
 * greatest evidence (Rasmussen and Williams 2006, Algorithms 3.1, 3.2 and 5.1), on standardized features. More than two
 * classes are one against the rest, as in scikit-learn's `GaussianProcessClassifier`.
 */
export const gaussianProcess: ModelKind = {
  ...gaussianProcessFacts,
  fit({ features, rows, labels: given, classCount }, { signal, options }) {
    checkCancelled(signal);
    if (rows.length > mostLabels) throw tooManyLabels(rows.length);
    const { present, labels } = compactClasses(given);
    const table = trainingTable(features, rows);
    const processes = fitClasses(table, labels, present.length, options, signal);
    let known: readonly Latent[] | undefined;
    const latents = (): readonly Latent[] => (known ??= predictAll(processes, table, features, signal));
    const view: GaussianProcessView = { latents, fitted: processes.map(fittedOf) };
    let predicted: Probabilities | undefined;
    return {
      predictAll: () =>
        (predicted ??= expandClasses(
          probabilitiesOf(latents(), features.rows, present.length),
          present,
          classCount,
        )),
      outOfBagAccuracy: null,
      view: viewsOf({ gaussianProcess: view }),
    };
  },
};

const tooManyLabels = (count: number): HumanError =>
  new HumanError(
    `The model gaussian-process learns from at most ${mostLabels.toLocaleString('en')} labels, because its work grows with their cube, and there are ${count.toLocaleString('en')}: choose forest or logistic.`,
  );

interface TrainingTable {
  readonly scale: Standardization;
  readonly values: Float64Array;
  readonly rows: number;
  /** Of all pairs of training rows. */
  readonly squares: Float64Array;
}

function trainingTable(features: FeatureMatrix, rows: Int32Array): TrainingTable {
  const scale = standardize(features);
  const values = standardizedRows(features, rows, scale);
  const squares = squaredDistances(values, values, scale.columns.length, rows.length, rows.length);
  return { scale, values, rows: rows.length, squares };
}

/** One process for two classes, for the second of them; otherwise one for each. */
function fitClasses(
  { squares, scale }: TrainingTable,
  labels: Int32Array,
  classes: number,
  options: Options,
  signal: CancelSignal,
): readonly Process[] {
  if (classes === 1) return [];
  const optimize = Boolean(options['optimize'] ?? gaussianProcessFacts.options.optimize.default);
  const start = searchStart(scale.columns.length, options);
  const positives = classes === 2 ? [1] : Array.from({ length: classes }, (_, label) => label);
  return positives.map((positive) =>
    fitProcess(
      squares,
      Float64Array.from(labels, (label) => (label === positive ? 1 : -1)),
      start,
      optimize,
      signal,
    ),
  );
}

/** Latent mean and variance of every row of the matrix, for each process. */
function predictAll(
  processes: readonly Process[],
  { scale, values, rows: known }: TrainingTable,
  features: FeatureMatrix,
  signal: CancelSignal,
): readonly Latent[] {
  const { rows } = features;
  const latents = processes.map(() => ({
    mean: new Float64Array(rows),
    variance: new Float64Array(rows),
  }));
  for (let first = 0; first < rows && processes.length > 0; first += chunkRows) {
    checkCancelled(signal);
    const chunk = Int32Array.from({ length: Math.min(chunkRows, rows - first) }, (_, row) => first + row);
    const asked = standardizedRows(features, chunk, scale);
    const squares = squaredDistances(asked, values, scale.columns.length, chunk.length, known);
    for (const [index, process] of processes.entries()) {
      predictLatent(process, squares, latents[index]!, first);
    }
  }
  return latents;
}

/** Class shares: of two classes what the one process says, of more what each says, scaled to sum to 1. */
function probabilitiesOf(latents: readonly Latent[], rows: number, classes: number): Probabilities {
  const data = new Float32Array(rows * classes).fill(1);
  for (let row = 0; row < rows && classes > 1; row++) {
    const shares = latents.map(({ mean, variance }) => averagedSigmoid(mean[row]!, variance[row]!));
    if (classes === 2) shares.unshift(1 - shares[0]!);
    const total = shares.reduce((sum, share) => sum + share, 0);
    for (const [label, share] of shares.entries()) {
      data[row * classes + label] = total > 0 ? share / total : 1 / classes;
    }
  }
  return { rows, classes, data };
}
