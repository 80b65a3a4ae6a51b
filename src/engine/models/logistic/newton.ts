import { checkCancelled } from '../../cancel.ts';
import type { CancelSignal } from '../../types.ts';
import { createSolverMemory, solve, type LinearSystem } from './conjugateGradient.ts';
import { applyWeights } from './design.ts';
import { dot } from '../../math/dot.ts';
import {
  curvature,
  curvatureDiagonal,
  gradient,
  lossOfScores,
  penaltyOf,
  weightCount,
  type Problem,
} from './problem.ts';

export interface NewtonLimits {
  readonly maxIterations: number;
  /** The fit ends when no component of the gradient, times C where that is above 1, is larger. */
  readonly tolerance: number;
}

/** Halvings of a step before rounding is taken to be all that is left. */
const halvings = 40;

/** Share of the promised decrease that a step must keep (Armijo). */
const keptShare = 1e-4;

/** Where the search stands. */
interface State {
  readonly weights: Float64Array;
  readonly scores: Float64Array;
  readonly probabilities: Float64Array;
  value: number;
}

const greatestSize = (vector: Float64Array): number => {
  let greatest = 0;
  for (const value of vector) greatest = Math.max(greatest, Math.abs(value));
  return greatest;
};

/**
 * Minimizes a convex problem by truncated Newton steps with backtracking (Nocedal and Wright 2006, Algorithm 7.1):
 * each step is solved by conjugate gradients only as far as the gradient is worth, so that few unknowns take exact
 * Newton steps and many never need their Hessian. Starts from 0, draws nothing.
 * @returns the weights, `outputs × (columns + 1)`.
 * @throws CancelledError when the signal is raised.
 */
export function minimize(problem: Problem, limits: NewtonLimits, signal: CancelSignal): Float64Array {
  const length = weightCount(problem);
  const scoreCount = problem.design.rows * problem.outputs;
  const scratch = new Float64Array(scoreCount);
  const [slope, downhill, diagonal, step] = vectors(4, length);
  const memory = createSolverMemory(length);
  const state = startState(problem, length, scoreCount);
  const trial = new Float64Array(scoreCount);
  const system: LinearSystem = {
    multiply: (vector, target) => {
      curvature(problem, vector, state.probabilities, scratch, target);
    },
    diagonal,
    rightSide: downhill,
  };
  for (let iteration = 0; iteration < limits.maxIterations; iteration++) {
    checkCancelled(signal);
    gradient(problem, state.weights, state.probabilities, scratch, slope);
    const steepness = greatestSize(slope);
    // The penalty alone bends by 1 / C, so a gradient this small leaves weights this close.
    if (steepness <= limits.tolerance * Math.min(1, problem.penalty)) break;
    for (let index = 0; index < length; index++) downhill[index] = -slope[index]!;
    curvatureDiagonal(problem, state.probabilities, scratch, diagonal);
    solve(system, Math.min(0.1, Math.sqrt(steepness / problem.design.rows)), memory, signal, step);
    applyWeights(problem.design, step, problem.outputs, scratch);
    if (!advance(problem, state, step, scratch, dot(slope, 0, step, 0, length), trial)) break;
  }
  return state.weights;
}

const vectors = (count: 4, length: number): [Float64Array, Float64Array, Float64Array, Float64Array] => {
  const all = Array.from({ length: count }, () => new Float64Array(length));
  return all as [Float64Array, Float64Array, Float64Array, Float64Array];
};

function startState(problem: Problem, length: number, scoreCount: number): State {
  const probabilities = new Float64Array(scoreCount);
  const value = lossOfScores(problem, probabilities);
  return { weights: new Float64Array(length), scores: new Float64Array(scoreCount), probabilities, value };
}

/**
 * Goes along the step, half as far each time until it pays. Scores are linear in the weights, so a try costs only
 * the exponentials.
 * @param stepScores scores of the step. @param descent slope along the step, negative.
 * @returns whether there was anything left to gain.
 */
function advance(
  problem: Problem,
  state: State,
  step: Float64Array,
  stepScores: Float64Array,
  descent: number,
  trial: Float64Array,
): boolean {
  const { weights, scores, probabilities } = state;
  const rounding = 1e-15 * Math.abs(state.value);
  let share = 1;
  let taken = 0;
  for (let attempt = 0; attempt < halvings; attempt++, share /= 2) {
    move(weights, step, share - taken);
    taken = share;
    for (let index = 0; index < trial.length; index++) {
      trial[index] = scores[index]! + share * stepScores[index]!;
    }
    probabilities.set(trial);
    const value = lossOfScores(problem, probabilities) + penaltyOf(problem, weights);
    if (!(value <= state.value + keptShare * share * descent + rounding)) continue;
    scores.set(trial);
    state.value = value;
    return true;
  }
  move(weights, step, -taken);
  return false;
}

function move(weights: Float64Array, step: Float64Array, share: number): void {
  for (let index = 0; index < weights.length; index++) {
    weights[index] = weights[index]! + share * step[index]!;
  }
}
