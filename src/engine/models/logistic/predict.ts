import { checkCancelled } from '../../cancel.ts';
import { blockRows, matrixLength, type FeatureMatrix } from '../../matrix.ts';
import type { CancelSignal, Probabilities } from '../../types.ts';
import { softmax } from './softmax.ts';

/** Linear scores of raw, not standardized, features. */
export interface LinearScores {
  readonly outputs: number;
  /** Two classes have one output, the second's; the first class has score 0. */
  readonly reference: boolean;
  /** The columns that are read. */
  readonly columns: Int32Array;
  /** Output after output, a number for each of `columns`. */
  readonly weights: Float64Array;
  readonly intercepts: Float64Array;
}

/**
 * Class probabilities of every row, a block at a time: the scores of 1,024 rows stay in the cache while the
 * columns go by.
 * @throws CancelledError when the signal is raised.
 */
export function predictLinear(
  linear: LinearScores,
  features: FeatureMatrix,
  signal: CancelSignal,
): Probabilities {
  const { outputs, reference } = linear;
  const classes = outputs + Number(reference);
  const data = new Float32Array(features.rows * classes);
  const scores = new Float64Array(outputs * blockRows);
  const shares = new Float64Array(outputs);
  for (let first = 0; first < features.rows; first += blockRows) {
    checkCancelled(signal);
    const block = features.data.subarray(
      matrixLength(first, features.columns),
      matrixLength(first + blockRows, features.columns),
    );
    for (let output = 0; output < outputs; output++) scoreBlock(linear, output, block, scores);
    const count = Math.min(blockRows, features.rows - first);
    for (let row = 0; row < count; row++) {
      for (let output = 0; output < outputs; output++) shares[output] = scores[output * blockRows + row]!;
      writeShares(shares, reference, data, (first + row) * classes);
    }
  }
  return { rows: features.rows, classes, data };
}

/** Scores of one output in one block, four columns in a pass so that the sums are read and written less. */
function scoreBlock(
  { columns, weights, intercepts }: LinearScores,
  output: number,
  block: Float32Array,
  scores: Float64Array,
): void {
  const target = output * blockRows;
  const count = columns.length;
  const weightOf = (index: number): number => (index < count ? weights[output * count + index]! : 0);
  const startOf = (index: number): number => (index < count ? columns[index]! * blockRows : 0);
  scores.fill(intercepts[output]!, target, target + blockRows);
  for (let index = 0; index < count; index += 4) {
    const [weight0, start0] = [weightOf(index), startOf(index)];
    const [weight1, start1] = [weightOf(index + 1), startOf(index + 1)];
    const [weight2, start2] = [weightOf(index + 2), startOf(index + 2)];
    const [weight3, start3] = [weightOf(index + 3), startOf(index + 3)];
    for (let row = 0; row < blockRows; row++) {
      scores[target + row] =
        scores[target + row]! +
        (weight0 * block[start0 + row]! + weight1 * block[start1 + row]!) +
        (weight2 * block[start2 + row]! + weight3 * block[start3 + row]!);
    }
  }
}

function writeShares(shares: Float64Array, reference: boolean, data: Float32Array, start: number): void {
  if (reference) {
    // Both from one score, so that a share near 0 keeps its digits.
    data[start] = 1 / (1 + Math.exp(shares[0]!));
    data[start + 1] = 1 / (1 + Math.exp(-shares[0]!));
    return;
  }
  softmax(shares, 0, shares.length, false);
  for (let output = 0; output < shares.length; output++) data[start + output] = shares[output]!;
}
