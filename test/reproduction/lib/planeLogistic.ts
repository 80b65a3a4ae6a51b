import { offsetOf, type FeatureMatrix } from '../../../src/engine/matrix.ts';

/** Weights of the two features and the intercept. */
type Weights = readonly [number, number, number];

/**
 * Logistic regression in the plane as scikit-learn's `LogisticRegression` was in 2017 (liblinear): the features as they
 * are, and the penalty on the intercept too, ½‖(w, b)‖² + C · Σ ln(1 + e^(−s·(w·x + b))), s = 1 for class 1 and −1 for class 0.
 * Newton's method, steps halved until the objective falls.
 * @returns P(class 0) of every row.
 */
export function planeLogistic(
  features: FeatureMatrix,
  rows: Int32Array,
  labels: Int32Array,
  C: number,
): Float64Array {
  const points = Array.from(rows, (row): Weights => [...pointAt(features, row), 1]);
  const signs = Array.from(labels, (label) => (label === 1 ? 1 : -1));
  const problem = { points, signs, C };
  let weights: Weights = [0, 0, 0];
  for (let step = 0; step < 50; step++) {
    const { gradient, hessian } = slopesAt(problem, weights);
    if (Math.hypot(...gradient) < 1e-9) break;
    weights = search(problem, weights, solve(hessian, gradient));
  }
  return Float64Array.from({ length: features.rows }, (_, row) => {
    const [x, y] = pointAt(features, row);
    return sigmoid(-(weights[0] * x + weights[1] * y + weights[2]));
  });
}

interface Problem {
  readonly points: readonly Weights[];
  readonly signs: readonly number[];
  readonly C: number;
}

const pointAt = (features: FeatureMatrix, row: number): readonly [number, number] => [
  features.data[offsetOf(features, row, 0)]!,
  features.data[offsetOf(features, row, 1)]!,
];

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
const dot = (a: Weights, b: Weights): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const objective = ({ points, signs, C }: Problem, weights: Weights): number =>
  dot(weights, weights) / 2 +
  C *
    points.reduce((sum, point, index) => sum + Math.log1p(Math.exp(-signs[index]! * dot(point, weights))), 0);

function slopesAt({ points, signs, C }: Problem, weights: Weights) {
  const gradient: [number, number, number] = [...weights];
  const hessian = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  points.forEach((point, index) => {
    const wrong = sigmoid(-signs[index]! * dot(point, weights));
    for (let row = 0; row < 3; row++) {
      gradient[row]! -= C * signs[index]! * wrong * point[row]!;
      for (let column = 0; column < 3; column++)
        hessian[3 * row + column]! += C * wrong * (1 - wrong) * point[row]! * point[column]!;
    }
  });
  return { gradient, hessian };
}

/** The solution of a positive definite system of three, by elimination. */
function solve(matrix: readonly number[], right: Weights): Weights {
  const rows = [0, 1, 2].map((row) => [...matrix.slice(3 * row, 3 * row + 3), right[row]!]);
  for (let pivot = 0; pivot < 3; pivot++) {
    for (let row = 0; row < 3; row++) {
      if (row === pivot) continue;
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!;
      rows[row] = rows[row]!.map((value, column) => value - factor * rows[pivot]![column]!);
    }
  }
  return rows.map((row, pivot) => row[3]! / row[pivot]!) as unknown as Weights;
}

function search(problem: Problem, weights: Weights, direction: Weights): Weights {
  const before = objective(problem, weights);
  for (let length = 1; length > 1e-6; length /= 2) {
    const next = weights.map((weight, place) => weight - length * direction[place]!) as unknown as Weights;
    if (objective(problem, next) <= before) return next;
  }
  return weights;
}
