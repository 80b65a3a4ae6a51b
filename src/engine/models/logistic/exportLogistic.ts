import { GraphBuilder, floats } from '../../graph/builder.ts';
import { exportedEnds, exportedOutputs, rowOfFeatures } from '../../graph/exportedEnds.ts';
import type { Graph } from '../../graph/types.ts';
import type { LinearScores } from './predict.ts';
import type { Standardization } from '../standardize.ts';

/**
 * features → probabilities, label: scores of the centered features, then softmax. The means are taken off before the product,
 * not folded into the intercepts: in single precision that would cost digits where a mean is large beside its deviation.
 * @param columns of the features, those that do not vary included.
 */
export function exportLogistic(
  linear: LinearScores,
  { means }: Standardization,
  columns: number,
  metadata: Readonly<Record<string, string>>,
): Graph {
  const { outputs, reference } = linear;
  const first = Number(reference);
  const classes = outputs + first;
  const weights = new Float32Array(columns * classes);
  const centers = new Float32Array(columns);
  const intercepts = new Float32Array(classes);
  for (const [index, column] of linear.columns.entries()) centers[column] = means[index]!;
  for (let output = 0; output < outputs; output++) {
    let intercept = linear.intercepts[output]!;
    for (const [index, column] of linear.columns.entries()) {
      const weight = linear.weights[output * linear.columns.length + index]!;
      weights[column * classes + first + output] = weight;
      intercept += weight * centers[column]!;
    }
    intercepts[first + output] = intercept;
  }
  const builder = new GraphBuilder();
  const centered = builder.add('Sub', [exportedEnds.features, builder.tensor('means', [columns], centers)]);
  const scores = builder.add('Gemm', [
    centered,
    builder.tensor('weights', [columns, classes], weights),
    builder.tensor('intercepts', [classes], intercepts),
  ]);
  const probabilities = builder.add('Softmax', [scores], { axis: 1 });
  builder.name(probabilities, exportedEnds.probabilities);
  builder.name(builder.add('ArgMax', [probabilities], { axis: 1, keepdims: 0 }), exportedEnds.label);
  return builder.finish([floats(exportedEnds.features, 'N', columns)], exportedOutputs(classes), {
    ...metadata,
    input: `${rowOfFeatures}; they are centered here.`,
  });
}
