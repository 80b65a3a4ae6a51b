import { applySquaresTransposed, applyTransposed, applyWeights, type Design } from './design.ts';
import { softmax } from './softmax.ts';

/** What is minimized: Σ loss + penalty · ½‖w‖², intercepts not penalized. */
export interface Problem {
  readonly design: Design;
  /** The output of each row's class; −1 for the reference class. */
  readonly targets: Int32Array;
  readonly outputs: number;
  /** Two classes need one output: the first class then has score 0. */
  readonly reference: boolean;
  /** 1 / C. */
  readonly penalty: number;
}

/** Length of the weights: per output one number a column, and the intercept. */
export const weightCount = ({ design, outputs }: Problem): number => outputs * (design.columns + 1);

/** Σ −log p(class of the row). Turns the scores into probabilities, in place. */
export function lossOfScores({ design, targets, outputs, reference }: Problem, scores: Float64Array): number {
  let loss = 0;
  for (let row = 0; row < design.rows; row++) {
    const start = row * outputs;
    const target = targets[row]!;
    const score = target < 0 ? 0 : scores[start + target]!;
    loss += softmax(scores, start, outputs, reference) - score;
  }
  return loss;
}

/** Adds penalty · weights to `sums`, intercepts left out: gradient and curvature of the penalty. */
function addPenalty({ design, outputs, penalty }: Problem, weights: Float64Array, sums: Float64Array): void {
  for (let output = 0; output < outputs; output++) {
    const start = output * (design.columns + 1);
    for (let index = start; index < start + design.columns; index++) {
      sums[index] = sums[index]! + penalty * weights[index]!;
    }
  }
}

/** ½‖w‖² · penalty. */
export function penaltyOf({ design, outputs, penalty }: Problem, weights: Float64Array): number {
  let squares = 0;
  for (let output = 0; output < outputs; output++) {
    const start = output * (design.columns + 1);
    for (let index = start; index < start + design.columns; index++) squares += weights[index]! ** 2;
  }
  return (penalty * squares) / 2;
}

/** Writes the gradient at `weights`, whose probabilities are given. `scratch` is as long as those. */
export function gradient(
  problem: Problem,
  weights: Float64Array,
  probabilities: Float64Array,
  scratch: Float64Array,
  target: Float64Array,
): void {
  const { design, targets, outputs } = problem;
  scratch.set(probabilities);
  for (let row = 0; row < design.rows; row++) {
    const place = row * outputs + targets[row]!;
    if (targets[row]! >= 0) scratch[place] = scratch[place]! - 1;
  }
  applyTransposed(design, scratch, outputs, target);
  addPenalty(problem, weights, target);
}

/** Writes Hessian · direction: per row (diag(p) − p pᵀ) of the direction's scores, then back to weights. */
export function curvature(
  problem: Problem,
  direction: Float64Array,
  probabilities: Float64Array,
  scratch: Float64Array,
  target: Float64Array,
): void {
  const { design, outputs } = problem;
  applyWeights(design, direction, outputs, scratch);
  for (let start = 0; start < scratch.length; start += outputs) {
    let mean = 0;
    for (let index = start; index < start + outputs; index++) {
      mean += probabilities[index]! * scratch[index]!;
    }
    for (let index = start; index < start + outputs; index++) {
      scratch[index] = probabilities[index]! * (scratch[index]! - mean);
    }
  }
  applyTransposed(design, scratch, outputs, target);
  addPenalty(problem, direction, target);
}

/** Writes the Hessian's diagonal: Σ p (1 − p) z² + penalty. */
export function curvatureDiagonal(
  problem: Problem,
  probabilities: Float64Array,
  scratch: Float64Array,
  target: Float64Array,
): void {
  const { design, outputs, penalty } = problem;
  for (let index = 0; index < scratch.length; index++) {
    scratch[index] = probabilities[index]! * (1 - probabilities[index]!);
  }
  applySquaresTransposed(design, scratch, outputs, target);
  for (let index = 0; index < target.length; index++) {
    const intercept = (index + 1) % (design.columns + 1) === 0;
    // A fit that is certain of every row has no curvature left in the intercept.
    target[index] = Math.max(target[index]! + (intercept ? 0 : penalty), Number.EPSILON);
  }
}
