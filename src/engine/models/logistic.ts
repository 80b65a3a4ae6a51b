import { checkCancelled } from '../cancel.ts';
import type { FeatureMatrix } from '../matrix.ts';
import { logisticFacts } from '../modelFacts.ts';
import type { CancelSignal, Model, ModelKind, Options, Probabilities } from '../types.ts';
import { numberOf } from '../options.ts';
import { type LastLayerView, viewsOf } from '../views.ts';
import { exportLogistic } from './logistic/exportLogistic.ts';
import { minimize, type NewtonLimits } from './logistic/newton.ts';
import { predictLinear, type LinearScores } from './logistic/predict.ts';
import type { Problem } from './logistic/problem.ts';
import { spanOfRows } from './logistic/span.ts';
import { standardize, standardizedRows, type Standardization } from './standardize.ts';
import { compactClasses, expandClasses } from './presentClasses.ts';

/**
 * Multinomial logistic regression with an L2 penalty on standardized features: minimizes C · Σ loss + ½‖w‖², the
 * intercepts free, as scikit-learn's `LogisticRegression`. Two classes share one weight vector, as there.
 */
export const logistic: ModelKind = {
  ...logisticFacts,
  fit({ features, rows, labels: given, classCount }, { signal, options }) {
    checkCancelled(signal);
    const { present, labels } = compactClasses(given);
    const { predict, toGraph }: Fitted =
      present.length === 1
        ? { predict: () => certain(features.rows) }
        : fitPresent(features, rows, labels, present.length, options, signal);
    let predicted: Probabilities | undefined;
    return {
      predictAll: () => (predicted ??= expandClasses(predict(), present, classCount)),
      ...(toGraph && { toGraph }),
      outOfBagAccuracy: null,
      view: viewsOf({ lastLayer: lastLayerOf(features) }),
    };
  },
};

/** The only layer is the last: its activations are the standardized features. */
function lastLayerOf(features: FeatureMatrix): LastLayerView {
  return {
    embed(rows) {
      const scale = standardize(features);
      return {
        columns: scale.columns.length,
        values: Float32Array.from(standardizedRows(features, rows, scale)),
      };
    },
  };
}

/** What was learned of the classes that have labels. */
interface Fitted extends Pick<Model, 'toGraph'> {
  readonly predict: () => Probabilities;
}

/** What is fitted, without the rows. */
type Objective = Omit<Problem, 'design'>;

const certain = (rows: number): Probabilities => ({ rows, classes: 1, data: new Float32Array(rows).fill(1) });

function fitPresent(
  features: FeatureMatrix,
  rows: Int32Array,
  labels: Int32Array,
  classes: number,
  options: Options,
  signal: CancelSignal,
): Fitted {
  const scale = standardize(features);
  const values = standardizedRows(features, rows, scale);
  const reference = classes === 2;
  const outputs = reference ? 1 : classes;
  const option = numberOf(logisticFacts.options, options);
  const limits = { maxIterations: option('maxIterations'), tolerance: option('tolerance') };
  const objective: Objective = {
    targets: reference ? labels.map((label) => label - 1) : labels,
    outputs,
    reference,
    penalty: 1 / option('C'),
  };
  const weights = fitWeights(values, rows.length, scale.columns.length, objective, limits, signal);
  const linear = { reference, ...rawWeights(weights, outputs, scale) };
  return {
    predict: () => predictLinear(linear, features, signal),
    toGraph: (metadata) => exportLogistic(linear, scale, features.columns, metadata),
  };
}

/** Fits in the columns, or in the span of the rows where those are fewer. */
function fitWeights(
  values: Float64Array,
  rows: number,
  columns: number,
  objective: Objective,
  limits: NewtonLimits,
  signal: CancelSignal,
): Float64Array {
  if (rows < columns) {
    const { design, restore } = spanOfRows(values, rows, columns, signal);
    return restore(minimize({ design, ...objective }, limits, signal), objective.outputs);
  }
  const lengths = new Int32Array(rows).fill(columns);
  return minimize({ design: { rows, columns, values, lengths }, ...objective }, limits, signal);
}

/** Weights for features as they are: the standardization is folded in. */
function rawWeights(
  standardized: Float64Array,
  outputs: number,
  { columns, means, deviations }: Standardization,
): Omit<LinearScores, 'reference'> {
  const count = columns.length;
  const weights = new Float64Array(outputs * count);
  const intercepts = new Float64Array(outputs);
  for (let output = 0; output < outputs; output++) {
    let intercept = standardized[output * (count + 1) + count]!;
    for (let index = 0; index < count; index++) {
      const weight = standardized[output * (count + 1) + index]! / deviations[index]!;
      weights[output * count + index] = weight;
      intercept -= weight * means[index]!;
    }
    intercepts[output] = intercept;
  }
  return { outputs, columns, weights, intercepts };
}
